'use strict';
// Prints as JSON, before a dump: the member to dump and how to reach it, its version and clock, its newest oplog time, of which
// set it is, how large the database is, which backup was restored into it, and whether a restore is under way.
load(`${__dirname}/patience.js`);
const fs = require('fs');
const { choose, direct, RESTORE_MARK, RESTORED } = require(`${__dirname}/source.js`);
const { MONGODB_URI, MONGODB_DATABASE } = process.env;

function look(host) {
  try {
    const { isWritablePrimary, secondary, lastWrite } = new Mongo(direct(MONGODB_URI, host)).getDB('admin').runCommand({ hello: 1 });
    return [{ host, primary: isWritablePrimary, secondary, lastWrite: lastWrite.lastWriteDate.getTime(), from: lastWrite.opTime.ts }];
  } catch (error) {
    // what mongosh makes of console.error is its output
    fs.writeSync(2, `${host} does not answer: ${error.message}\n`);
    return [];
  }
}

// while there is no primary, a secondary knows the others too
const anyMember = `${MONGODB_URI}${MONGODB_URI.includes('?') ? '&' : '?'}readPreference=primaryPreferred`;
const { hosts } = connected(anyMember).getDB('admin').runCommand({ hello: 1 });
const { host, from } = choose(hosts.flatMap(look));
const member = connected(direct(MONGODB_URI, host));
const admin = member.getDB('admin');
const database = member.getDB(MONGODB_DATABASE);
const { config } = admin.runCommand({ replSetGetConfig: 1 });
const set = config.settings.replicaSetId.toString();
const { dataSize, storageSize, indexSize } = database.stats();
print(JSON.stringify({
  member: host,
  uri: direct(MONGODB_URI, host),
  mongodVersion: admin.version(),
  clock: admin.runCommand({ hello: 1 }).localTime.getTime() / 1000,
  set,
  // the first four bytes of an ObjectId are the time at which it was made
  setMade: parseInt(set.slice(0, 8), 16),
  from: { t: from.t, i: from.i },
  bytes: { data: Number(dataSize), storage: Number(storageSize), indexes: Number(indexSize) },
  restored: database.getCollection(RESTORED).findOne(),
  restoring: database.getCollectionNames().includes(RESTORE_MARK),
}));
