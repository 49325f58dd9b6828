'use strict';
// Copies an archive from its input to its output without what the oplog has of other databases than $MONGODB_DATABASE, and as of the
// database $RESTORE_DATABASE when that is given.
const fs = require('fs');
const { ChatOnly } = require(`${__dirname}/chat-only.js`);

// opened anew: what mongosh has of them does not wait
const input = fs.openSync('/dev/stdin', 'r');
const output = fs.openSync('/dev/stdout', 'w');

function write(bytes) {
  for (let at = 0; at < bytes.length;) at += fs.writeSync(output, bytes, at);
}

const archive = new ChatOnly(process.env.MONGODB_DATABASE, write, process.env.RESTORE_DATABASE);
const chunk = Buffer.alloc(1 << 20);
for (let length = fs.readSync(input, chunk); length > 0; length = fs.readSync(input, chunk)) archive.push(chunk.subarray(0, length));
archive.end();
fs.closeSync(output);
// what mongosh makes of console.error is its output
fs.writeSync(2, `${archive.kept} entries of the oplog are the chat's, ${archive.left} of other databases are left out\n`);
