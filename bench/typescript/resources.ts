// Makes the resources of synthesized stacks again, with classes that the caller finds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { App, TerraformStack } = require('cdktf');

export type Find = (provider: string, resource: string) => new (scope: unknown, id: string, config: object) => unknown;

const camel = (name: string) => name.replace(/[-_]+(\w)/g, (_, letter) => letter.toUpperCase());
const pascal = (name: string) => camel(name).replace(/^./, letter => letter.toUpperCase());

/** Attributes are snake_case in Terraform and camelCase in the packages; the keys of maps stay as they are. */
function attributes(value: unknown, key = ''): unknown {
    if (Array.isArray(value)) return value.map(entry => attributes(entry));
    if (value === null || typeof value !== 'object' || /labels|annotations|^data|selector|hard|limits|requests|parameters|metadata$/.test(key) && isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => !['//', 'depends_on', 'lifecycle'].includes(name))
        .map(([name, inner]) => [camel(name), attributes(inner, name)]));
}

const isMap = (value: object) => Object.values(value).every(entry => typeof entry === 'string');

/** Synthesizes the stacks that lie as JSON in `input` to `output`. */
export function synthesize(input: string, output: string, find: Find) {
    const app = new App({ outdir: output });
    let made = 0;
    for (const file of readdirSync(input).filter(name => name.endsWith('.json'))) {
        const stack = new TerraformStack(app, file.replace('.json', ''));
        const { resource, provider } = JSON.parse(readFileSync(join(input, file), 'utf8'));
        for (const name of Object.keys(provider)) new (find(name, 'provider'))(stack, name, {});
        for (const [type, instances] of Object.entries<object>(resource)) {
            const [, name, kind] = type.match(/^([a-z]+)_(.*)$/)!;
            for (const [id, config] of Object.entries(instances)) {
                new (find(name, kind))(stack, id, attributes(config) as object);
                made++;
            }
        }
    }
    app.synth();
    console.log(`${made} resources`);
}

export const moduleOf = (resource: string) => camel(resource);
export const classOf = (provider: string, resource: string) =>
    resource === 'provider' ? `${pascal(provider)}Provider` : pascal(resource);
