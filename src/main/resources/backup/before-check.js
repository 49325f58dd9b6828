'use strict';
// Prints as JSON what a restore would replace: the version of the server, its room in bytes, and what the database holds now.
load(`${__dirname}/patience.js`);
const { RESTORE_MARK, RESTORED, contentOf } = require(`${__dirname}/source.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE, CHAT_PRODUCT } = process.env;

const mongo = connected(MONGODB_RESTORE_URI);
const database = mongo.getDB(MONGODB_DATABASE);
const names = database.getCollectionNames().filter((name) => ![RESTORE_MARK, RESTORED].includes(name) && !name.startsWith('system.'));
const { fsTotalSize, fsUsedSize, storageSize, indexSize } = database.stats();
const { messages, sentAt, users } = contentOf(CHAT_PRODUCT);
const newest = names.includes(messages) ? database.getCollection(messages).find({}, { [sentAt]: 1 }).sort({ [sentAt]: -1 }).limit(1).toArray()[0] : undefined;
const count = (name) => (names.includes(name) ? Number(database.getCollection(name).estimatedDocumentCount()) : 0);
const counts = names.map(count);
print(JSON.stringify({
  version: mongo.getDB('admin').version(),
  free: fsTotalSize === undefined ? null : Number(fsTotalSize) - Number(fsUsedSize),
  holds: Number(storageSize) + Number(indexSize),
  documents: counts.reduce((sum, one) => sum + one, 0),
  messages: count(messages),
  users: count(users),
  newestMessage: newest?.[sentAt] ? new Date(newest[sentAt]).toISOString() : null,
}));
