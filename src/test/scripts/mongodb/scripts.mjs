// Runs the scripts of the pod in Node, with what mongosh gives them; what they load() is put in front.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const folder = fileURLToPath(new URL('../../../main/resources/mongodb', import.meta.url));
export const requireScript = createRequire(`${folder}/`);

const GIVEN = ['require', 'process', '__dirname', 'Mongo', 'print', 'Date', 'quit'];
const text = (name) => readFileSync(`${folder}/${name}`, 'utf8');
const compile = (...parts) => new Function(...GIVEN, parts.join('\n'));
const reconcile = compile(text('members.js'), text('round.js'), 'return round;');
const salvage = compile(text('members.js'), text('salvage.js').replace(/^load\(.*$/m, ''));

const given = ({ env, files, Mongo, print, clock = Date }, quit) =>
  [(module) => (module === 'fs' ? files : requireScript(module)), { env }, folder, Mongo, print, clock, quit];

/** A sidecar's process: the function that does its next round. */
export const startReconcile = (shell) => reconcile(...given(shell));

/** Runs salvage.js; its exit code. */
export function runSalvage(shell) {
  let code;
  salvage(...given(shell, (given) => (code = given)));
  return code;
}
