'use strict';
// Takes the mark of before-restore.js away: backups go on.
const { RESTORE_MARK } = require(`${__dirname}/source.js`);
new Mongo(process.env.MONGODB_RESTORE_URI).getDB(process.env.MONGODB_DATABASE).getCollection(RESTORE_MARK).drop();
