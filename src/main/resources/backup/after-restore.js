'use strict';
// Prints as JSON, for every collection of the manifest: how many documents the server holds, and whether it lets them expire.
load(`${__dirname}/patience.js`);
const fs = require('fs');
const { MONGODB_RESTORE_URI, RESTORE_FOLDER, RESTORE_DATABASE } = process.env;

const mongo = connected(MONGODB_RESTORE_URI);
const manifest = JSON.parse(fs.readFileSync(`${RESTORE_FOLDER}/manifest`, 'utf8'));
const server = {};
Object.keys(manifest.collections).forEach((name) => {
  const dot = name.indexOf('.');
  const database = mongo.getDB(RESTORE_DATABASE || name.slice(0, dot));
  const collection = database.getCollection(name.slice(dot + 1));
  const present = database.getCollectionNames().includes(name.slice(dot + 1));
  server[name] = {
    documents: present ? collection.estimatedDocumentCount() : 0,
    expires: present && collection.getIndexes().some((index) => 'expireAfterSeconds' in index),
  };
});
print(JSON.stringify(server));
