#!/usr/bin/env node
// Generates the Java sources of one provider from its npm package, trimmed to the resources that are listed.
//
//   node generate.mjs <npm package> <resources.txt or -> <output folder>
//
// Does nothing when neither the list, this script nor the package (or what it is generated with) changed since last time.
//
// What it changes in the packages, and nothing else:
//   trim   only the listed submodules stay in the jsii assembly and in lib/
//   lazy   lib/index.js loads a resource when it is first used, not all of them at start
//   share  the pod types, which the Kubernetes provider repeats for every workload kind, become one set: pod.PodSpec…
//          (init containers share those of containers, and the three kinds of probe are one), and the classes for
//          reading a pod back from a resource, four fifths of that provider, are left out
//   strip  source maps, two thirds of every file that Node reads at each synth, are cut off: nobody debugs the packages in Node
//   forget cdktf's tokens do not remember the stack trace of their making: it would name lines of the jsii kernel, never
//          one of Java, and taking it is a quarter of the time of a large synth
//   defer  cdktf loads its archiver, 200 files, when it packs a folder, which a synth here never does
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [npmPackage, list, output] = process.argv.slice(2);
const stampFile = path.join(output, 'stamp');

const lock = fs.readFileSync(path.join(here, 'package-lock.json'));
const resources = list === '-' ? null : listed(list);
const stamp = sha256(JSON.stringify(resources), fs.readFileSync(fileURLToPath(import.meta.url)), ...integrities(npmPackage, 'cdktf', 'constructs', 'jsii-pacmak'));
if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) process.exit(0);

installPackages();
fs.rmSync(output, { recursive: true, force: true });
const source = path.join(here, 'node_modules', ...npmPackage.split('/'));
// inside node_modules, so that jsii-pacmak finds the packages that the trimmed one depends on
const copy = path.join(here, 'node_modules/.trimmed', npmPackage);
if (resources) trim(source, copy); else quicken(source, copy);
cutSourceMaps(path.join(copy, 'lib'));
run(path.join(here, 'node_modules/.bin/jsii-pacmak'), ['--code-only', '--targets', 'java', '--outdir', output, copy]);
fs.writeFileSync(stampFile, stamp);

/** One submodule a line; blank lines and # comments are skipped. */
function listed(file) {
    return fs.readFileSync(file, 'utf8').split('\n').map(line => line.replace(/#.*/, '').trim()).filter(Boolean).sort();
}

/** The pinned hash of each package: another version of one provider does not rebuild the others. */
function integrities(...names) {
    const { packages } = JSON.parse(lock);
    return names.map(name => packages[`node_modules/${name}`].integrity);
}

function installPackages() {
    const installed = path.join(here, 'node_modules/.installed');
    const hash = sha256(lock);
    if (fs.existsSync(installed) && fs.readFileSync(installed, 'utf8') === hash) return;
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', here]);
    fs.writeFileSync(installed, hash);
}

/** A copy of cdktf that does nothing at its start, and at each token, which a synth does not need. */
function quicken(from, to) {
    fs.rmSync(to, { recursive: true, force: true });
    fs.cpSync(from, to, { recursive: true });
    change(path.join(to, 'lib/tokens/private/stack-trace.js'), /^function captureStackTrace\(below\) \{\n/m, '$&    return [];\n');
    const archives = path.join(to, 'lib/private/fs.js');
    change(archives, /^const archiver = require\("archiver"\);\n/m, '');
    change(archives, / archiver\("zip"/, ' require("archiver")("zip"');
}

function change(file, pattern, replacement) {
    const code = fs.readFileSync(file, 'utf8');
    if (!pattern.test(code)) fail(`${file} no longer has ${pattern}`);
    fs.writeFileSync(file, code.replace(pattern, replacement));
}

function cutSourceMaps(folder) {
    for (const name of fs.readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.js'))) {
        const file = path.join(folder, name);
        fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=data:.*$/m, ''));
    }
}

function trim(from, to) {
    const assembly = JSON.parse(fs.readFileSync(path.join(from, '.jsii'), 'utf8'));
    const missing = resources.filter(name => !(`${npmPackage}.${name}` in assembly.submodules));
    if (missing.length) fail(`${list}: ${npmPackage} has no ${missing.join(', ')}`);

    const keep = new Set(resources);
    assembly.types = pick(assembly.types, type => keep.has(type.namespace));
    assembly.submodules = pick(assembly.submodules, (_, fqn) => keep.has(fqn.slice(npmPackage.length + 1)));
    sharePodTypes(assembly);

    fs.rmSync(to, { recursive: true, force: true });
    fs.mkdirSync(path.join(to, 'lib'), { recursive: true });
    const manifest = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
    delete manifest.scripts;
    delete manifest.devDependencies;
    writeJson(path.join(to, 'package.json'), manifest);
    writeJson(path.join(to, '.jsii'), assembly);
    for (const file of ['LICENSE', 'README.md']) fs.copyFileSync(path.join(from, file), path.join(to, file));

    const folders = resources.map(name => {
        const folder = assembly.submodules[`${npmPackage}.${name}`].symbolId.replace(/^src\//, '').replace(/\/index:$/, '');
        fs.cpSync(path.join(from, 'lib', folder), path.join(to, 'lib', folder), { recursive: true });
        return [name, folder];
    });
    fs.writeFileSync(path.join(to, 'lib/index.js'), '"use strict";\n' + folders.map(([name, folder]) =>
        `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('./${folder}') });\n`).join(''));
    fs.writeFileSync(path.join(to, 'lib/index.d.ts'), folders.map(([name, folder]) => `export * as ${name} from './${folder}';\n`).join(''));
    return to;
}

/** Moves identical pod structs of all workload kinds to one submodule; refuses to when they stop being identical. */
function sharePodTypes(assembly) {
    const prefixes = [
        'deploymentV1.DeploymentV1SpecTemplateSpec',
        'statefulSetV1.StatefulSetV1SpecTemplateSpec',
        'daemonSetV1.DaemonSetV1SpecTemplateSpec',
        'jobV1.JobV1SpecTemplateSpec',
        'cronJobV1.CronJobV1SpecJobTemplateSpecTemplateSpec',
    ].map(name => `${npmPackage}.${name}`);
    const shared = `${npmPackage}.pod.PodSpec`;
    const renamed = new Map();
    for (const [fqn, type] of Object.entries(assembly.types)) {
        const prefix = type.kind === 'interface' && prefixes.find(candidate => fqn.startsWith(candidate));
        if (prefix) renamed.set(fqn, shared + likewise(fqn.slice(prefix.length)));
    }
    if (!renamed.size) return;

    const rename = value => JSON.parse(JSON.stringify(value).replace(/"fqn":"([^"]+)"/g, (match, fqn) => renamed.has(fqn) ? `"fqn":"${renamed.get(fqn)}"` : match));
    const shape = type => JSON.stringify(rename((type.properties ?? []).map(({ name, type, optional }) => ({ name, type, optional }))));
    const types = {};
    for (const [fqn, type] of Object.entries(assembly.types)) {
        const target = renamed.get(fqn) ?? fqn;
        if (target in types) {
            if (shape(types[target]) !== shape(type)) fail(`${fqn} differs from the type that it should share, ${target}`);
            continue;
        }
        types[target] = renamed.has(fqn)
            ? { ...rename(type), fqn: target, name: target.split('.').pop(), namespace: 'pod', symbolId: `src/pod/index:${target.split('.').pop()}` }
            : rename(type);
    }
    assembly.types = withoutClasses(types, fqn => prefixes.some(prefix => fqn.startsWith(prefix)));
    assembly.submodules[`${npmPackage}.pod`] = { symbolId: 'src/pod/index:' };
}

/** Init containers are containers, and the three kinds of probe are one. */
function likewise(name) {
    return name.replace(/^InitContainer/, 'Container').replace(/^Container(Liveness|Readiness|Startup)Probe/, 'ContainerProbe');
}

/** Drops classes, and every property and method that would mention one of them. */
function withoutClasses(types, unwanted) {
    const dropped = new Set(Object.values(types).filter(type => type.kind === 'class' && unwanted(type.fqn)).map(type => type.fqn));
    const clean = member => ![...JSON.stringify(member).matchAll(/"fqn":"([^"]+)"/g)].some(([, fqn]) => dropped.has(fqn));
    return Object.fromEntries(Object.entries(types).filter(([fqn]) => !dropped.has(fqn)).map(([fqn, type]) =>
        [fqn, { ...type, properties: type.properties?.filter(clean), methods: type.methods?.filter(clean) }]));
}

function pick(object, wanted) {
    return Object.fromEntries(Object.entries(object).filter(([key, value]) => wanted(value, key)));
}

function sha256(...parts) {
    return parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest('hex');
}

function writeJson(file, value) {
    fs.writeFileSync(file, JSON.stringify(value));
}

function run(command, args) {
    const result = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    if (result.status !== 0) fail(`${path.basename(command)} ${args[0]} failed`);
}

function fail(message) {
    console.error(message);
    process.exit(1);
}
