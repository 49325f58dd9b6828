#!/usr/local/bin/node
'use strict';
// Stands in for mongod: every member answers MongoDB's own `hello`, which the probe sends, as a primary, and keeps nothing.
// Like mongod it reaps nothing that it did not start.
const net = require('node:net');

const OP_MSG = 2013;

/** { isWritablePrimary: true } as BSON in an OP_MSG. */
function hello() {
  const name = Buffer.from('isWritablePrimary\0');
  const document = Buffer.concat([Buffer.alloc(4), Buffer.from([8]), name, Buffer.from([1, 0])]);
  document.writeInt32LE(document.length, 0);
  const message = Buffer.concat([Buffer.alloc(21), document]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(OP_MSG, 12);
  return message;
}

net
  .createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => socket.end(hello()));
  })
  .listen(27017, '0.0.0.0');
process.on('SIGTERM', () => process.exit(0));
