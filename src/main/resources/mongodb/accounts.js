'use strict';
// The accounts of the set: each is a folder with the files `username` and `password`, named after its purpose here.
// All live in the database `admin`.

/** mongorestore --oplogReplay applies every kind of operation; MongoDB documents this role for it. */
const APPLY_OPLOG = {
  role: 'applyOplog',
  privileges: [{ resource: { anyResource: true }, actions: ['anyAction'] }],
  roles: [],
};

/** A backup says of which set it is. */
const READ_SET = {
  role: 'readReplicaSetConfig',
  privileges: [{ resource: { cluster: true }, actions: ['replSetGetConfig'] }],
  roles: [],
};

/** Roles of ours, by the account that has them. */
const OWN_ROLES = { backup: READ_SET, restore: APPLY_OPLOG };

const ROLES = {
  root: () => [{ role: 'root', db: 'admin' }],
  chat: ({ database }) => [{ role: 'readWrite', db: database }],
  exporter: () => [{ role: 'clusterMonitor', db: 'admin' }, { role: 'read', db: 'local' }],
  // not MongoDB's role `backup`: its dumps hold the accounts, and a restore would bring back old passwords
  backup: ({ database }) => [...[database, 'local', 'config'].map((db) => ({ role: 'read', db })), { role: READ_SET.role, db: 'admin' }],
  // where a store of objects keeps their names
  objects: ({ database }) => [{ role: 'readWrite', db: database }],
  restore: () => [{ role: 'restore', db: 'admin' }, { role: APPLY_OPLOG.role, db: 'admin' }],
};

const WITH_DATABASE = ['username', 'password', 'database'];
const REQUIRED_FILES = { chat: WITH_DATABASE, backup: WITH_DATABASE, objects: WITH_DATABASE };

/** What is wrong with the files of an account; undefined when nothing is. */
function problemOf(name, files) {
  if (!ROLES[name]) return `no account is called ${name}: must be one of ${Object.keys(ROLES).join(', ')}`;
  const absent = (REQUIRED_FILES[name] ?? ['username', 'password']).find((file) => !files[file]);
  return absent && `account ${name} has no ${absent}`;
}

const rolesOf = (name, files) => ROLES[name](files);

function sameRoles(some, others) {
  const words = (roles) => roles.map(({ role, db }) => `${role}@${db}`).sort().join(' ');
  return words(some) === words(others);
}

/** The command that brings a user to what the files say; undefined when it is so already. */
function commandFor(name, files, existing, passwordWorks) {
  const roles = rolesOf(name, files);
  if (!existing) return { createUser: files.username, pwd: files.password, roles };
  const change = { updateUser: files.username };
  if (!passwordWorks) change.pwd = files.password;
  if (!sameRoles(existing.roles, roles)) change.roles = roles;
  return change.pwd || change.roles ? change : undefined;
}

module.exports = { problemOf, rolesOf, commandFor, OWN_ROLES };
