// probe.sh against a server that speaks MongoDB's protocol as far as the probe does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { folder } from './scripts.mjs';

const OP_MSG = 2013;

function bson(document) {
  const elements = Object.entries(document).map(([name, value]) => {
    const key = Buffer.from(`${name}\0`);
    if (typeof value === 'boolean') return Buffer.concat([Buffer.of(8), key, Buffer.of(value ? 1 : 0)]);
    const text = Buffer.from(`${value}\0`);
    const length = Buffer.alloc(4);
    length.writeInt32LE(text.length);
    return Buffer.concat([Buffer.of(2), key, length, text]);
  });
  const body = Buffer.concat([...elements, Buffer.of(0)]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(body.length + 4);
  return Buffer.concat([length, body]);
}

function message(document) {
  const body = Buffer.concat([Buffer.alloc(5), bson(document)]);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, body]);
}

/** What probe.sh ends with, and what it sent, when the server answers so; in two pieces, as networks do. */
async function probe(what, answer) {
  let sent = Buffer.alloc(0);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      sent = Buffer.concat([sent, data]);
      const reply = answer && message(answer);
      if (reply) socket.write(reply.subarray(0, 30), () => setTimeout(() => socket.write(reply.subarray(30)), 50));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const program = spawn('bash', [`${folder}/probe.sh`, what, String(server.address().port)]);
  const code = await new Promise((resolve) => program.on('exit', resolve));
  server.close();
  return { code, sent };
}

const PRIMARY = { isWritablePrimary: true, secondary: false, setName: 'rs0' };
const SECONDARY = { isWritablePrimary: false, secondary: true, setName: 'rs0' };
const SYNCING = { isWritablePrimary: false, secondary: false, info: 'secondary of nobody yet' };

test('sends one hello that MongoDB understands', async () => {
  const { sent } = await probe('alive', PRIMARY);
  assert.equal(sent.length, 52);
  assert.equal(sent.readInt32LE(0), 52);
  assert.equal(sent.readInt32LE(12), OP_MSG);
  assert.equal(sent.readInt32LE(21), 31);
  const document = Buffer.concat([Buffer.from('\x10hello\0'), Buffer.of(1, 0, 0, 0), Buffer.from('\x02$db\0'), Buffer.of(6, 0, 0, 0), Buffer.from('admin\0\0')]);
  assert.deepEqual(sent.subarray(25), document);
});

test('a primary and a secondary are ready', async () => {
  assert.equal((await probe('ready', PRIMARY)).code, 0);
  assert.equal((await probe('ready', SECONDARY)).code, 0);
});

test('a member in initial sync is alive and not ready', async () => {
  assert.equal((await probe('alive', SYNCING)).code, 0);
  assert.notEqual((await probe('ready', SYNCING)).code, 0);
});

test('who does not answer within five seconds is not alive', async () => {
  const begun = Date.now();
  assert.notEqual((await probe('alive', undefined)).code, 0);
  assert.ok(Date.now() - begun < 9000);
});

test('where nobody listens, nobody is alive', async () => {
  const program = spawn('bash', [`${folder}/probe.sh`, 'alive', '1']);
  assert.notEqual(await new Promise((resolve) => program.on('exit', resolve)), 0);
});
