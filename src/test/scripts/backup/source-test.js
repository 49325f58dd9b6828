'use strict';
const assert = require('node:assert');
const { choose, direct, addChanges } = require('../../../main/resources/backup/source.js');

const primary = (lastWrite) => ({ host: 'p', primary: true, secondary: false, lastWrite });
const secondary = (host, lastWrite) => ({ host, primary: false, secondary: true, lastWrite });
const recovering = { host: 'r', primary: false, secondary: false, lastWrite: 200000 };

assert.equal(choose([primary(100000), secondary('a', 90000), secondary('b', 95000)]).host, 'b', 'the freshest secondary');
assert.equal(choose([primary(100000), secondary('a', 39999)]).host, 'p', 'the primary, when the secondary is over a minute behind');
assert.equal(choose([primary(100000), secondary('a', 40000)]).host, 'a', 'a minute is not too much');
assert.equal(choose([primary(100000)]).host, 'p', 'the only member');
assert.equal(choose([secondary('a', 100000)]).host, 'a', 'a secondary, while there is no primary');
assert.throws(() => choose([recovering]), /no member .* is a primary or a secondary that keeps up/);
assert.throws(() => choose([]), /no member/);

assert.equal(
  direct('mongodb://u:p%40w@m0:1,m1:2/?replicaSet=rs0&authSource=admin&readPreference=secondary', 'm1:2'),
  'mongodb://u:p%40w@m1:2/?authSource=admin&directConnection=true',
);
assert.equal(direct('mongodb://m0:1/db?tls=true', 'm0:1'), 'mongodb://m0:1/?tls=true&directConnection=true');
assert.equal(direct('mongodb://m0:1', 'm0:1'), 'mongodb://m0:1/?directConnection=true');

assert.equal(
  direct('mongodb+srv://u:p@mongo.ns.svc.cluster.local/admin?replicaSet=rs0&authSource=admin&tls=false&w=majority', 'm1:2'),
  'mongodb://u:p@m1:2/?authSource=admin&tls=false&w=majority&directConnection=true',
);
assert.equal(direct('mongodb+srv://u:p@mongo.example.org/?authSource=admin', 'm1:2'), 'mongodb://u:p@m1:2/?authSource=admin&tls=true&directConnection=true');

function changesOf(entries) {
  const changes = {};
  entries.forEach((entry) => addChanges(changes, entry));
  return changes;
}
const insert = { op: 'i', ns: 'chat.messages', o: {} };
assert.deepEqual(changesOf([insert, insert, { op: 'd', ns: 'chat.users', o: {} }, { op: 'u', ns: 'chat.users', o: {} }, { op: 'n', ns: '' }]),
  { 'chat.messages': 2, 'chat.users': 1 }, 'inserts and deletes count, updates do not');
assert.deepEqual(changesOf([{ op: 'c', ns: 'admin.$cmd', o: { applyOps: [insert, insert, { op: 'd', ns: 'chat.users' }] } }]),
  { 'chat.messages': 2, 'chat.users': 1 }, 'a transaction counts as what is in it');
assert.deepEqual(changesOf([{ op: 'c', ns: 'chat.$cmd', o: { drop: 'old' }, o2: { numRecords: 40 } }]),
  { 'chat.old': 40 }, 'a dropped collection loses all its documents');
