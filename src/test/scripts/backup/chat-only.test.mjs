// What is replayed of an archive's oplog: node --test
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { ChatOnly } = require('../../../main/resources/backup/chat-only.js');
const { beginning, collectionOf, read, crc64 } = require('./archive.js');

const message = (id) => ({ ts: 1, op: 'i', ns: 'chat.messages', o: { _id: id } });
const file = { ts: 2, op: 'i', ns: 'objects.filemeta', o: { _id: 'a' } };
const account = { ts: 3, op: 'u', ns: 'admin.system.users', o: { pwd: 'old' } };
const transaction = (ns, more = {}) => ({ op: 'c', ns: 'admin.$cmd', lsid: { id: 'l' }, txnNumber: 7, o: { applyOps: [{ op: 'i', ns, o: {} }], ...more } });
const end = { op: 'c', ns: 'admin.$cmd', lsid: { id: 'l' }, txnNumber: 7, o: { commitTransaction: 1 } };
const other = { ts: 4, op: 'i', ns: 'chatter.messages', o: {} };

function archive(oplog, messages = [{ line: 'one' }, { line: 'two' }]) {
  return Buffer.concat([beginning([['chat', 'messages'], ['chat', 'oplog']]), collectionOf('chat', 'messages', messages),
    collectionOf('chat', 'oplog', [{ ns: 'objects.filemeta' }]), collectionOf('', 'oplog', oplog)]);
}

function filtered(bytes, step = bytes.length, into = undefined) {
  const parts = [];
  const filter = new ChatOnly('chat', (part) => parts.push(Buffer.from(part)), into);
  for (let at = 0; at < bytes.length; at += step) filter.push(bytes.subarray(at, at + step));
  filter.end();
  return Buffer.concat(parts);
}

function contentOf(bytes) {
  const content = {};
  read(bytes, (db, collection, documents) => { content[`${db}.${collection}`] = documents; });
  return content;
}

test('an archive without entries of others is left as it is, to the byte', () => {
  const bytes = archive([message(1), message(2), transaction('chat.users')]);
  assert.deepEqual(filtered(bytes), bytes);
});

test('entries of other databases and of accounts are left out, and the checksum fits again', () => {
  const content = contentOf(filtered(archive([message(1), file, account, other, message(2)])));
  assert.deepEqual(content['.oplog'].map(({ ns }) => ns), ['chat.messages', 'chat.messages']);
  assert.equal(content['chat.messages'].length, 2);
  assert.equal(content['chat.oplog'].length, 1, 'a collection of the chat that is called oplog is data');
});

test('a transaction stays whole, with its end, or goes whole', () => {
  assert.equal(contentOf(filtered(archive([transaction('chat.users', { partialTxn: true }), end])))['.oplog'].length, 2);
  assert.equal(contentOf(filtered(archive([transaction('objects.filemeta'), end])))['.oplog'].length, 0);
});

test('it does not matter where the stream is cut', () => {
  const bytes = archive([file, message(1), account, message(2), file], Array.from({ length: 5 }, (_, i) => ({ line: 'x'.repeat(i * 37) })));
  const whole = filtered(bytes);
  for (let step = 1; step < 60; step++) assert.deepEqual(filtered(bytes, step), whole, `pieces of ${step} bytes`);
});

test('for a separate database it is the archive of a database of another name, with nothing of others', () => {
  const renamed = { op: 'c', ns: 'chat.$cmd', o: { renameCollection: 'chat.a', to: 'chat.b', dropTarget: false } };
  const bytes = Buffer.concat([beginning([['chat', 'messages'], ['config', 'settings']]), collectionOf('config', 'settings', [{ line: 'x' }]),
    collectionOf('chat', 'messages', [{ line: 'one', db: 'chat' }, { line: 'two' }]),
    collectionOf('', 'oplog', [message(1), file, transaction('chat.users'), renamed, { op: 'i', ns: 'chat.messages', o: { ns: 'chat.messages', db: 'chat' } }])]);
  const whole = filtered(bytes, bytes.length, 'chat_restored');
  for (let step = 1; step < 60; step++) assert.deepEqual(filtered(bytes, step, 'chat_restored'), whole, `pieces of ${step} bytes`);
  assert.doesNotMatch(whole.toString('latin1'), /config/);
  const content = contentOf(whole);
  assert.deepEqual(Object.keys(content), ['chat_restored.messages', '.oplog']);
  assert.deepEqual(content['chat_restored.messages'], [{ line: 'one', db: 'chat' }, { line: 'two' }]);
  assert.deepEqual(content['.oplog'].map(({ ns, o }) => [ns, o.applyOps?.[0].ns ?? o.to ?? o.ns]),
    [['chat_restored.messages', undefined], ['admin.$cmd', 'chat_restored.users'], ['chat_restored.$cmd', 'chat_restored.b'], ['chat_restored.messages', 'chat.messages']]);
});

test('an archive that ends in the middle is an error', () => {
  const bytes = archive([message(1)]);
  for (const length of [2, 30, bytes.length - 5]) assert.throws(() => filtered(bytes.subarray(0, length)), /ends in the middle/);
});

test('the checksum is the CRC-64 of ECMA', () => {
  assert.equal(crc64(Buffer.from('123456789')), 0x995dc9bbdf1939fan);
});
