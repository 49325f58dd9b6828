'use strict';
// Connections for the scripts of backups. For load(), not require(): mongosh waits for the answers of servers only in files
// that it loads itself.

const PATIENCE_SECONDS = Number(process.env.MONGO_PATIENCE ?? 60);
const PAUSE_SECONDS = Number(process.env.MONGO_PAUSE ?? 1);

/**
 * A connection that has answered. mongosh gives up at once when every host refuses it, whatever it was told to wait; and the
 * network of a new pod, or a mongod that has just been started, refuses for some seconds.
 */
function connected(uri) {
  const end = Date.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    try {
      const mongo = new Mongo(uri);
      mongo.getDB('admin').runCommand({ hello: 1 });
      return mongo;
    } catch (error) {
      // a wrong password does not become right
      if (error.code === 18 || Date.now() > end) throw error;
    }
    sleep(PAUSE_SECONDS * 1000);
  }
}
