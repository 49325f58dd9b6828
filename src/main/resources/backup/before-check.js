'use strict';
// Prints as JSON what a restore would replace: the version of the server, its room in bytes, of which set it is, what the
// database holds now, and the messages that it has since the time $SINCE (ISO 8601, may be empty) with the people who wrote them.
load(`${__dirname}/patience.js`);
const { RESTORE_MARK, RESTORED, contentOf } = require(`${__dirname}/source.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE, CHAT_PRODUCT, SINCE } = process.env;
// people who wait for a restore do not want to wait for a count
const COUNTS_WITHIN_MILLISECONDS = 60000;

const mongo = connected(MONGODB_RESTORE_URI);
const database = mongo.getDB(MONGODB_DATABASE);
const all = database.getCollectionNames();
const names = all.filter((name) => ![RESTORE_MARK, RESTORED].includes(name) && !name.startsWith('system.'));
const { fsTotalSize, fsUsedSize, storageSize, indexSize } = database.stats();
const content = contentOf(CHAT_PRODUCT);
const { messages, sentAt, users, author, personOf } = content;
const newest = names.includes(messages) ? database.getCollection(messages).find({}, { [sentAt]: 1 }).sort({ [sentAt]: -1 }).limit(1).toArray()[0] : undefined;
const count = (name) => (names.includes(name) ? Number(database.getCollection(name).estimatedDocumentCount()) : 0);
const counts = names.map(count);

function sentSince(since) {
  if (!since || !names.includes(messages)) return null;
  try {
    const people = database.getCollection(messages).aggregate([
      { $match: { [sentAt]: { $gt: new Date(since) } } },
      { $group: { _id: `$${author}`, messages: { $sum: 1 } } },
      { $sort: { messages: -1 } },
    ], { maxTimeMS: COUNTS_WITHIN_MILLISECONDS }).toArray();
    const nameOf = (id) => (personOf ? database.getCollection(users).findOne({ _id: id })?.[personOf] : id);
    return {
      messages: people.reduce((sum, one) => sum + Number(one.messages), 0),
      people: people.length,
      most: people.slice(0, 5).map((one) => ({ name: String(nameOf(one._id) ?? 'somebody'), messages: Number(one.messages) })),
    };
  } catch (error) {
    return null;
  }
}

/** Of which set it is, as before-dump.js says it; nothing in a restore test. */
function ofSet() {
  if (!mongo.getDB('admin').runCommand({ hello: 1 }).setName) return {};
  const set = mongo.getDB('admin').runCommand({ replSetGetConfig: 1 }).config.settings.replicaSetId.toString();
  return { set, setMade: parseInt(set.slice(0, 8), 16), restored: all.includes(RESTORED) ? database.getCollection(RESTORED).findOne() : null };
}

print(JSON.stringify({
  ...ofSet(),
  version: mongo.getDB('admin').version(),
  free: fsTotalSize === undefined ? null : Number(fsTotalSize) - Number(fsUsedSize),
  holds: Number(storageSize) + Number(indexSize),
  documents: counts.reduce((sum, one) => sum + one, 0),
  messages: count(messages),
  users: count(users),
  files: count(content.files),
  content,
  newestMessage: newest?.[sentAt] ? new Date(newest[sentAt]).toISOString() : null,
  since: sentSince(SINCE),
  restoring: all.includes(RESTORE_MARK),
}));
