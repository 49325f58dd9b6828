'use strict';
// Prints as JSON what is in the separate database, and whether it is as restore.sh has left it.
load(`${__dirname}/patience.js`);
const { besideOf, noteOf, strayed } = require(`${__dirname}/beside.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE } = process.env;

const mongo = connected(MONGODB_RESTORE_URI);
const chat = mongo.getDB(MONGODB_DATABASE);
const beside = mongo.getDB(besideOf(MONGODB_DATABASE));
const note = noteOf(beside);
const collections = Object.fromEntries((note?.collections ?? []).map(({ name, documents }) => [name, { documents }]));
const { fsTotalSize, fsUsedSize, storageSize, indexSize } = beside.stats();
const sizes = beside.getCollectionNames().map((name) => beside.getCollection(name).stats()).map((stats) => Number(stats.storageSize) + Number(stats.totalIndexSize));
print(JSON.stringify({
  beside: besideOf(MONGODB_DATABASE),
  note,
  collections,
  changed: note && !note.switched ? strayed(note, chat, beside) : [],
  bytes: Number(storageSize) + Number(indexSize),
  largest: Math.max(0, ...sizes),
  free: fsTotalSize === undefined ? null : Number(fsTotalSize) - Number(fsUsedSize),
}));
