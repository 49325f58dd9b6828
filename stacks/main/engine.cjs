// CDKTF's engine without its porter. jsii starts the engine behind a second Node process that only carries lines between it and
// Java, which every call waits for. Here the engine reads and writes them itself: its third file is our standard input and output.
const fs = require('node:fs');
const Module = require('node:module');
const crypto = require('node:crypto');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

const { readSync, writeSync } = fs;
const LINES = 3;
fs.readSync = (file, ...rest) => readSync(file === LINES ? 0 : file, ...rest);
fs.writeSync = (file, ...rest) => writeSync(file === LINES ? 1 : file, ...rest);
// nothing but the engine's answers may stand there
process.stdout.write = process.stderr.write.bind(process.stderr);

if (process.env.CHATSTACK_ENGINE_CODE) keepCode(process.env.CHATSTACK_ENGINE_CODE);

require(process.argv[2]);

// Keeps compiled code in a file, by the name and the content of its module: a third of the engine's time is compiling. Node's own
// cache goes by the path, and jsii gives its packages another one at every start. Everything works without the file.
function keepCode(file) {
    const digest = content => crypto.hash('sha1', content);
    const kept = readCode();
    const scripts = new Map();

    Module.prototype._compile = function compile(content, filename) {
        const name = filename.slice(filename.lastIndexOf('/node_modules/') + 1);
        const known = kept.get(name);
        const hash = digest(content);
        const script = new vm.Script(Module.wrap(content), { filename, cachedData: known?.hash === hash ? known.code : undefined });
        if (known?.hash !== hash || script.cachedDataRejected) scripts.set(name, { hash, script });
        const body = script.runInThisContext();
        return body.call(this.exports, this.exports, Module.createRequire(filename), this, filename, path.dirname(filename));
    };
    process.on('exit', () => {
        if (scripts.size) writeCode();
    });

    function readCode() {
        try {
            const content = fs.readFileSync(file);
            const [sum, code] = [content.subarray(0, 40).toString(), content.subarray(40)];
            return sum === digest(code) ? v8.deserialize(code) : new Map();
        } catch {
            return new Map();
        }
    }

    // at the end, when the functions that a synth needs have been compiled
    function writeCode() {
        try {
            for (const [name, { hash, script }] of scripts) kept.set(name, { hash, code: script.createCachedData() });
            const code = v8.serialize(kept);
            const fresh = `${file}-${process.pid}`;
            fs.writeFileSync(fresh, Buffer.concat([Buffer.from(digest(code)), code]));
            fs.renameSync(fresh, file);
        } catch {
            // a full disk, a folder of somebody else: the next start compiles again
        }
    }
}
