'use strict';
// Makes the separate database the chat's. The chat must be stopped.
load(`${__dirname}/patience.js`);
const { moveAll } = require(`${__dirname}/beside.js`);

const { name, collections } = moveAll(connected(process.env.MONGODB_RESTORE_URI), process.env.MONGODB_DATABASE);
const documents = collections.reduce((sum, one) => sum + one.documents, 0);
print(`switched to ${name}: ${documents} documents in ${collections.length} collections`);
