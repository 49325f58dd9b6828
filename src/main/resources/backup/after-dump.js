'use strict';
// Prints as JSON, after a dump: the newest oplog time, by how much the collections can have grown or shrunk since the
// time $OPLOG_FROM, and whether a restore is or was under way.
load(`${__dirname}/patience.js`);
const { addChanges, RESTORE_MARK } = require(`${__dirname}/source.js`);
const { MEMBER_URI, MONGODB_DATABASE, OPLOG_FROM } = process.env;

const member = connected(MEMBER_URI);
const from = JSON.parse(OPLOG_FROM);
const changes = {};
let first;
let to;
// one that began and ended meanwhile has left no mark, and the dump may be of its middle
let restored = false;
// entry by entry: a busy hour of the oplog may not fit into memory
member.getDB('local').getCollection('oplog.rs')
  .find(
    { ts: { $gte: Timestamp(from.t, from.i) } },
    { ts: 1, op: 1, ns: 1, 'o.create': 1, 'o.drop': 1, 'o.applyOps.op': 1, 'o.applyOps.ns': 1, 'o2.numRecords': 1 },
  )
  .forEach((entry) => {
    addChanges(changes, entry);
    // the first is the last write before the dump: it may be the end of a restore
    restored ||= first !== undefined && entry.op === 'c' && [entry.o?.create, entry.o?.drop].includes(RESTORE_MARK);
    first ??= entry.ts;
    to = entry.ts;
  });
// what was overwritten in between would be missing from the replay and from the counts
if (!first || first.t !== from.t || first.i !== from.i) throw new Error('the oplog no longer reaches back to the start of the dump');
print(JSON.stringify({
  to: { t: to.t, i: to.i },
  changes,
  restoring: restored || member.getDB(MONGODB_DATABASE).getCollectionNames().includes(RESTORE_MARK),
}));
