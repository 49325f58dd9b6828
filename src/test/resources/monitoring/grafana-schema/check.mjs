// node check.mjs <folder of dashboards>: checks each against JSON Schema made from Grafana's own types; prints what is
// wrong and exits with 1.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const folder = process.argv[2];
const schema = createGenerator({
  path: join(import.meta.dirname, 'types.ts'),
  tsconfig: join(import.meta.dirname, 'tsconfig.json'),
}).createSchema('*');
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(schema, 'grafana');
const check = (type) => ajv.compile({ $ref: `grafana#/definitions/${type}` });

// what Prometheus's annotations have in addition to the fields that all annotations share
const ofPrometheus = ['expr', 'titleFormat', 'textFormat', 'step'];
const board = check('Board');
const field = check('timeseriesField');
const options = {};
const problems = [];
let panels = 0;

function expect(valid, where, value) {
  if (!valid(value)) {
    for (const { instancePath, message, params } of valid.errors) {
      problems.push(`${where}${instancePath} ${message} ${JSON.stringify(params)}`);
    }
  }
}

for (const file of readdirSync(folder).sort()) {
  const dashboard = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  for (const annotation of dashboard.annotations.list) {
    for (const name of ofPrometheus) delete annotation[name];
  }
  expect(board, file, dashboard);
  for (const panel of dashboard.panels.filter(({ type }) => type !== 'row')) {
    panels++;
    options[panel.type] ??= check(panel.type);
    expect(options[panel.type], `${file} "${panel.title}" options`, panel.options);
    if (panel.type === 'timeseries') {
      expect(field, `${file} "${panel.title}" custom`, panel.fieldConfig.defaults.custom);
    }
  }
}

console.log(problems.length === 0 ? `${panels} panels are what Grafana's types say` : problems.join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
