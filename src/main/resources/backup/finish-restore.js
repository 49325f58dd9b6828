'use strict';
// Writes into the database which backup it came from: in the chat's own it then takes the mark of before-restore.js away, and
// backups continue; in a separate database what it holds, which says that it is whole.
load(`${__dirname}/patience.js`);
const fs = require('fs');
const { RESTORE_MARK, RESTORED, FORCED, versionOf } = require(`${__dirname}/source.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE, RESTORE_DATABASE, RESTORE_FOLDER, SET_VERSION } = process.env;

const mongo = connected(MONGODB_RESTORE_URI);
// a member that was salvaged may lack what was written last here: the counts were of another
if (versionOf(mongo) - Number(SET_VERSION) >= FORCED) throw new Error('the set was salvaged while the restore ran');
const database = mongo.getDB(RESTORE_DATABASE || MONGODB_DATABASE);
const { name, environment, set, startedAt, seconds, chatVersion } = JSON.parse(fs.readFileSync(`${RESTORE_FOLDER}/manifest`, 'utf8'));
// the mongod of a restore test is of no set
if (mongo.getDB('admin').runCommand({ hello: 1 }).setName) {
  const { config } = mongo.getDB('admin').runCommand({ replSetGetConfig: 1 });
  const note = { name, environment, set: set ?? null, into: config.settings.replicaSetId.toString(), at: new Date().toISOString() };
  if (RESTORE_DATABASE) {
    note.until = new Date(Date.parse(startedAt) + 1000 * (seconds ?? 0)).toISOString();
    note.chatVersion = chatVersion;
    note.collections = database.getCollectionNames()
      .filter((one) => one !== RESTORED && !one.startsWith('system.'))
      .map((one) => ({ name: one, documents: Number(database.getCollection(one).estimatedDocumentCount()) }));
  }
  database.getCollection(RESTORED).replaceOne({ _id: 1 }, note, { upsert: true });
}
if (!RESTORE_DATABASE) database.getCollection(RESTORE_MARK).drop();
