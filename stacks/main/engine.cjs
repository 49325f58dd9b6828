// CDKTF's engine without its porter. jsii starts the engine behind a second Node process that only carries lines between it and
// Java, which every call waits for. Here the engine reads and writes them itself: its third file is our standard input and output.
const fs = require('node:fs');

const { readSync, writeSync } = fs;
const LINES = 3;
fs.readSync = (file, ...rest) => readSync(file === LINES ? 0 : file, ...rest);
fs.writeSync = (file, ...rest) => writeSync(file === LINES ? 1 : file, ...rest);
// nothing but the engine's answers may stand there
process.stdout.write = process.stderr.write.bind(process.stderr);

require(process.argv[2]);
