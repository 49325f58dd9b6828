'use strict';
// What a dump needs to know of the replica set. Pure: no network, no shell; runs in mongosh and in Node.

/** A secondary further behind than this would make an old backup out of a new one. */
const MOST_LAG_MILLISECONDS = 60000;

/** While a restore runs, the chat's database has a collection of this name: what it holds is no backup. */
const RESTORE_MARK = 'chatstack_restore_running';

/** A collection of the chat's database with one document: which backup it was restored from. */
const RESTORED = 'chatstack_restored';

/** Where each product keeps messages, when and by whom they were sent, people, and files; personOf: where an author is only an id. */
const CONTENT = {
  rocketchat: { messages: 'rocketchat_message', sentAt: 'ts', author: 'u.username', users: 'users', files: 'rocketchat_uploads' },
  tailchat: { messages: 'messages', sentAt: 'createdAt', author: 'author', personOf: 'nickname', users: 'users', files: 'files' },
};
const contentOf = (product) => CONTENT[product] ?? CONTENT.rocketchat;

/**
 * The member to dump: the freshest secondary, or the primary when every secondary is behind or away.
 * members: [{ host, primary, secondary, lastWrite }], lastWrite in milliseconds
 */
function choose(members) {
  const newest = Math.max(...members.map(({ lastWrite }) => lastWrite));
  const fresh = members
    .filter(({ secondary, lastWrite }) => secondary && newest - lastWrite <= MOST_LAG_MILLISECONDS)
    .sort((one, other) => other.lastWrite - one.lastWrite);
  const chosen = fresh[0] ?? members.find(({ primary }) => primary);
  if (!chosen) throw new Error('no member of the replica set is a primary or a secondary that keeps up');
  return chosen;
}

/** The same login at one member only: a client of the whole set may read the data of one member and the oplog of another. */
function direct(uri, host) {
  const [, srv, login = '', query = ''] = uri.match(/^mongodb(\+srv)?:\/\/([^/@]*@)?[^/?]+(?:\/[^?]*)?(?:\?(.*))?$/);
  const options = query.split('&').filter((option) => option && !/^(replicaSet|readPreference|directConnection)=/.test(option));
  // a mongodb+srv address means TLS unless it says otherwise
  if (srv && !options.some((option) => option.startsWith('tls='))) options.push('tls=true');
  return `mongodb://${login}${host}/?${[...options, 'directConnection=true'].join('&')}`;
}

/** Adds to `changes`, by collection, the most by which an entry of the oplog can have changed the number of documents. */
function addChanges(changes, entry) {
  const add = (collection, count) => { changes[collection] = (changes[collection] ?? 0) + count; };
  for (const { op, ns, o, o2 } of entry.o?.applyOps ?? [entry]) {
    if (op === 'i' || op === 'd') add(ns, 1);
    if (op === 'c' && o?.drop) add(`${ns.split('.')[0]}.${o.drop}`, Number(o2?.numRecords ?? 0));
  }
}

/** By how much more the version of a set's configuration goes up when it is forced: by tens of thousands, and else by one. */
const FORCED = 1000;
/** The version of the configuration of the set; 0 where there is none, as in a restore test. mongo: a connection of mongosh. */
function versionOf(mongo) {
  const admin = mongo.getDB('admin');
  return admin.runCommand({ hello: 1 }).setName ? Number(admin.runCommand({ replSetGetConfig: 1 }).config.version) : 0;
}

module.exports = { choose, direct, addChanges, contentOf, RESTORE_MARK, RESTORED, FORCED, versionOf };
