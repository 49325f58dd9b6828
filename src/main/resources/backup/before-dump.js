'use strict';
// Prints as JSON, before a dump: the member to dump and how to reach it, its version, its newest oplog time, and
// whether a restore is under way.
const { choose, direct, RESTORE_MARK } = require(`${__dirname}/source.js`);
const { MONGODB_URI, MONGODB_DATABASE } = process.env;

function look(host) {
  try {
    const { isWritablePrimary, secondary, lastWrite } = new Mongo(direct(MONGODB_URI, host)).getDB('admin').runCommand({ hello: 1 });
    return [{ host, primary: isWritablePrimary, secondary, lastWrite: lastWrite.lastWriteDate.getTime(), from: lastWrite.opTime.ts }];
  } catch (error) {
    console.error(`${host} does not answer: ${error.message}`);
    return [];
  }
}

// while there is no primary, a secondary knows the others too
const anyMember = `${MONGODB_URI}${MONGODB_URI.includes('?') ? '&' : '?'}readPreference=primaryPreferred`;
const { hosts } = new Mongo(anyMember).getDB('admin').runCommand({ hello: 1 });
const { host, from } = choose(hosts.flatMap(look));
const member = new Mongo(direct(MONGODB_URI, host));
print(JSON.stringify({
  member: host,
  uri: direct(MONGODB_URI, host),
  mongodVersion: member.getDB('admin').version(),
  from: { t: from.t, i: from.i },
  restoring: member.getDB(MONGODB_DATABASE).getCollectionNames().includes(RESTORE_MARK),
}));
