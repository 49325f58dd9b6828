'use strict';
// Empties the database that is restored: a collection which the backup does not know would otherwise stay. The chat's own
// database is marked, so that no backup is made of it before the restore has been verified. Prints the version of the set's
// configuration.
load(`${__dirname}/patience.js`);
const { RESTORE_MARK, RESTORED, versionOf } = require(`${__dirname}/source.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE, RESTORE_DATABASE } = process.env;

const mongo = connected(MONGODB_RESTORE_URI);
print(versionOf(mongo));
const database = mongo.getDB(RESTORE_DATABASE || MONGODB_DATABASE);
const present = database.getCollectionNames();
if (!RESTORE_DATABASE && !present.includes(RESTORE_MARK)) database.createCollection(RESTORE_MARK);
// the mark that says that a separate database is whole goes first
present
  .sort((one, other) => (other === RESTORED) - (one === RESTORED))
  .filter((name) => name !== RESTORE_MARK && !name.startsWith('system.'))
  .forEach((name) => database.getCollection(name).drop());
