'use strict';
// A separate database, into which a backup was restored, and how it becomes the chat's. For scripts that have loaded
// patience.js; what they hand over are databases of mongosh.
const { RESTORE_MARK, RESTORED } = require(`${__dirname}/source.js`);

const besideOf = (database) => `${database}_restored`;
const ownNote = (database) => (database.getCollectionNames().includes(RESTORED) ? database.getCollection(RESTORED).findOne() : null);
/** What finish-restore.js has written there: only then is it whole. One without collections came with the backup. */
const noteOf = (beside) => { const note = ownNote(beside); return note?.collections ? note : null; };
const documentsOf = (database, name) => (database.getCollectionNames().includes(name) ? Number(database.getCollection(name).estimatedDocumentCount()) : undefined);

/** Collections that are neither in the separate database, as they were restored, nor already the chat's. */
function strayed(note, chat, beside) {
  return note.collections.flatMap(({ name, documents }) => {
    const there = documentsOf(beside, name) ?? (note.switching ? documentsOf(chat, name) : undefined);
    return there === documents ? [] : [`${name}: ${there ?? 'no'} documents, ${documents} were restored`];
  });
}

/**
 * Moves every collection, one after the other; each is there under one of the two names at any moment, so that this can be broken
 * off and done again. Between databases the server copies a collection before it drops the old one.
 */
function moveAll(mongo, database) {
  const [chat, beside] = [mongo.getDB(database), mongo.getDB(besideOf(database))];
  const keep = (note) => beside.getCollection(RESTORED).replaceOne({ _id: 1 }, note, { upsert: true });
  const note = noteOf(beside);
  if (!note) throw new Error(`there is no restored database ${besideOf(database)}`);
  if (!note.switched) {
    const changed = strayed(note, chat, beside);
    if (changed.length > 0) throw new Error(`${besideOf(database)} is not as it was restored: ${changed.join(', ')}`);
    // no backup is made of two halves
    if (!chat.getCollectionNames().includes(RESTORE_MARK)) chat.createCollection(RESTORE_MARK);
    keep({ ...note, switching: true });
    const left = beside.getCollectionNames();
    for (const { name } of note.collections.filter((one) => left.includes(one.name))) {
      const answer = mongo.getDB('admin').runCommand({ renameCollection: `${besideOf(database)}.${name}`, to: `${database}.${name}`, dropTarget: true });
      if (!answer.ok) throw new Error(`${name} could not be moved: ${answer.errmsg}`);
    }
    // what the backup does not know
    chat.getCollectionNames()
      .filter((name) => !note.collections.some((one) => one.name === name) && ![RESTORE_MARK, RESTORED].includes(name) && !name.startsWith('system.'))
      .forEach((name) => chat.getCollection(name).drop());
    const { name, environment, set, into } = note;
    note.switched = new Date().toISOString();
    chat.getCollection(RESTORED).replaceOne({ _id: 1 }, { name, environment, set, into, at: note.switched }, { upsert: true });
    keep(note);
  }
  // the mark may be of a restore that began since
  if (ownNote(chat)?.at === note.switched) chat.getCollection(RESTORE_MARK).drop();
  beside.getCollection(RESTORED).drop();
  return note;
}

module.exports = { besideOf, noteOf, strayed, moveAll };
