'use strict';
// A rehearsal of another version of Rocket.Chat on a copy of the chat's database: counts what the copy holds, before and after the
// other version has started on it.
//   STEP                 `before` or `after`
//   JOB_NAME             with the word `discard` in it, `before` removes the copy, and fails: nothing of the other version starts
//   MONGODB_RESTORE_URI  the replica set, with an account that may restore, and so may make the account of the other version
//   RESTORE_DATABASE     the copy; its name ends with _rehearsal
//   SHARED               a folder for the server: `uri`, with which it reaches the copy and nothing else; it writes `seconds` there
load(`${__dirname}/patience.js`);
const crypto = require('crypto');
const fs = require('fs');
const { RESTORED, contentOf } = require(`${__dirname}/source.js`);
const { STEP, JOB_NAME, MONGODB_RESTORE_URI, RESTORE_DATABASE, SHARED } = process.env;
const ACCOUNT = 'rehearsal';
if (!RESTORE_DATABASE.endsWith('_rehearsal')) throw new Error(`${RESTORE_DATABASE} is no copy for a rehearsal: its name must end with _rehearsal`);

const mongo = connected(MONGODB_RESTORE_URI);
const admin = mongo.getDB('admin');
const copy = mongo.getDB(RESTORE_DATABASE);
const names = () => copy.getCollectionNames().filter((name) => !name.startsWith('system.'));
const hasAccount = () => admin.runCommand({ usersInfo: ACCOUNT }).users.length > 0;

/** What people would miss, and the number that Rocket.Chat gives to the shape of its database. */
function counted() {
  const { messages, users, files } = contentOf('rocketchat');
  const there = names();
  const count = (name) => (there.includes(name) ? Number(copy.getCollection(name).estimatedDocumentCount()) : 0);
  const control = there.includes('migrations') ? copy.getCollection('migrations').findOne({ _id: 'control' }) : null;
  return {
    documents: { messages: count(messages), people: count(users), rooms: count('rocketchat_room'), memberships: count('rocketchat_subscription'), files: count(files) },
    shape: control?.version ?? null,
    locked: control?.locked ?? false,
  };
}

/** The same set, as who may change the copy alone. */
function ofTheCopy(password) {
  const [, scheme, rest] = MONGODB_RESTORE_URI.match(/^(mongodb(?:\+srv)?:\/\/)[^@]*@(.*)$/);
  const [hosts, query] = rest.split(/\/[^?]*\??/);
  return `${scheme}${ACCOUNT}:${password}@${hosts}/${RESTORE_DATABASE}?${query}`;
}

function before() {
  // the mark of a restore that has ended
  if (!names().includes(RESTORED) || !copy.getCollection(RESTORED).findOne()?.collections) throw new Error(`${RESTORE_DATABASE} holds no backup that was restored to its end`);
  fs.writeFileSync(`${SHARED}/before`, JSON.stringify(counted()));
  const pwd = crypto.randomBytes(24).toString('hex');
  const roles = [{ role: 'readWrite', db: RESTORE_DATABASE }];
  admin.runCommand(hasAccount() ? { updateUser: ACCOUNT, pwd, roles } : { createUser: ACCOUNT, pwd, roles });
  fs.writeFileSync(`${SHARED}/uri`, ofTheCopy(pwd), { mode: 0o600 });
}

function after() {
  const [was, is] = [JSON.parse(fs.readFileSync(`${SHARED}/before`, 'utf8')), counted()];
  print(`answered ${fs.readFileSync(`${SHARED}/seconds`, 'utf8')} s after its start, migrations included`);
  const problems = [];
  for (const [name, number] of Object.entries(was.documents)) {
    print(`${name}: ${number} before, ${is.documents[name]} after`);
    if (is.documents[name] < number) problems.push(`${number - is.documents[name]} ${name} are gone`);
  }
  if (is.shape !== null) print(`version of the database's schema: ${was.shape ?? 'none'} before, ${is.shape} after`);
  if (is.locked) problems.push('a migration has not ended: the database is still locked for it');
  if (problems.length > 0) throw new Error(problems.join('; '));
}

function discard() {
  if (hasAccount()) admin.runCommand({ dropUser: ACCOUNT });
  names().forEach((name) => copy.getCollection(name).drop());
  // the Job must end as failed, so that its other containers do not start
  throw new Error('the copy is removed');
}

if (/(^|-)discard(-|$)/.test(JOB_NAME)) discard();
else if (STEP === 'before') before();
else after();
