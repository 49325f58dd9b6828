'use strict';
// Empties the database that is restored: a collection which the backup does not know would otherwise stay. The chat's own
// database is marked, so that no backup is made of it before the restore has been verified.
load(`${__dirname}/patience.js`);
const { RESTORE_MARK } = require(`${__dirname}/source.js`);
const { MONGODB_RESTORE_URI, MONGODB_DATABASE, RESTORE_DATABASE } = process.env;

const database = connected(MONGODB_RESTORE_URI).getDB(RESTORE_DATABASE || MONGODB_DATABASE);
const present = database.getCollectionNames();
if (!RESTORE_DATABASE && !present.includes(RESTORE_MARK)) database.createCollection(RESTORE_MARK);
present
  .filter((name) => name !== RESTORE_MARK && !name.startsWith('system.'))
  .forEach((name) => database.getCollection(name).drop());
