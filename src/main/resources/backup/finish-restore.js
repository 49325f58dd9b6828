'use strict';
// Writes into the database which backup it came from, and takes the mark of before-restore.js away: backups go on.
load(`${__dirname}/patience.js`);
const fs = require('fs');
const { RESTORE_MARK, RESTORED } = require(`${__dirname}/source.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE, RESTORE_FOLDER } = process.env;

const mongo = connected(MONGODB_RESTORE_URI);
const database = mongo.getDB(MONGODB_DATABASE);
const { name, set } = JSON.parse(fs.readFileSync(`${RESTORE_FOLDER}/manifest`, 'utf8'));
// the mongod of a restore test is of no set
if (mongo.getDB('admin').runCommand({ hello: 1 }).setName) {
  const { config } = mongo.getDB('admin').runCommand({ replSetGetConfig: 1 });
  const into = config.settings.replicaSetId.toString();
  database.getCollection(RESTORED).replaceOne({ _id: 1 }, { name, set: set ?? null, into, at: new Date().toISOString() }, { upsert: true });
}
database.getCollection(RESTORE_MARK).drop();
