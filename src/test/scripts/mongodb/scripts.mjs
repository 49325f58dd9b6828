// Runs the scripts of the pod in Node, with what mongosh gives them: load, Mongo, print, sleep, quit.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const folder = fileURLToPath(new URL('../../../main/resources/mongodb', import.meta.url));
export const requireScript = createRequire(`${folder}/`);

const GIVEN = ['require', 'process', '__dirname', 'Mongo', 'print', 'sleep', 'quit'];
const text = (name) => readFileSync(`${folder}/${name}`, 'utf8');
const compiled = {};

class Ended extends Error {
  constructor(code) {
    super(`ended with ${code}`);
    this.code = code;
  }
}

/** Runs a script until it quits, or until it sleeps and nothing more happens meanwhile; its exit code. */
export function runScript(name, { env, files, Mongo, print, meanwhile = [] }) {
  compiled[name] ??= new Function(...GIVEN, text(name).replace(/^load\(.*members\.js.*$/m, () => text('members.js')));
  const end = (code) => { throw new Ended(code); };
  const require = (module) => (module === 'fs' ? files : requireScript(module));
  try {
    compiled[name](require, { env }, folder, Mongo, print, () => (meanwhile.shift() ?? (() => end(0)))(), end);
    return 0;
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  }
}
