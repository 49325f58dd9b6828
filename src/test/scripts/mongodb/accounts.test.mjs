// The accounts as reconcile.js keeps them: real files, and a server that knows users, roles and passwords.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { CommandError } from './model.mjs';
import { requireScript, startReconcile } from './scripts.mjs';

const { problemOf, rolesOf } = requireScript('./accounts.js');

let folder;
let server;
let lines;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'accounts'));
  fs.mkdirSync(join(folder, 'accounts'));
  fs.writeFileSync(join(folder, 'key'), 'a+key/of=\nlines\n');
  fs.writeFileSync(join(folder, 'members'), '1\n');
  server = { users: new Map(), roles: new Map(), commands: [], logins: [] };
  lines = [];
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function account(name, files) {
  fs.mkdirSync(join(folder, 'accounts', name), { recursive: true });
  for (const [file, content] of Object.entries(files)) fs.writeFileSync(join(folder, 'accounts', name, file), content);
}

const answers = {
  replSetGetStatus: () => ({
    majorityVoteCount: 1,
    members: [{ _id: 0, self: true, health: 1, stateStr: 'PRIMARY', configVersion: 1, optime: { t: 1, ts: { getHighBitsUnsigned: () => 1, getLowBitsUnsigned: () => 1 } } }],
  }),
  replSetGetConfig: () => ({ config: { version: 1, members: [{ _id: 0, host: 'mongo-0:27017', votes: 1 }], settings: { replicaSetId: 'ours' } } }),
  usersInfo: (name) => ({ users: server.users.has(name) ? [server.users.get(name)] : [] }),
  createUser: (name, { pwd, roles }) => server.users.set(name, { pwd, roles }),
  updateUser: (name, { pwd, roles }) => {
    const user = server.users.get(name);
    server.users.set(name, { pwd: pwd ?? user.pwd, roles: roles ?? user.roles });
  },
  rolesInfo: (name) => ({ roles: server.roles.has(name) ? [server.roles.get(name)] : [] }),
  createRole: (name, { privileges }) => server.roles.set(name, { privileges }),
};

class Mongo {
  constructor(uri) {
    const { username, password, searchParams } = new URL(uri);
    const login = [decodeURIComponent(username), decodeURIComponent(password), searchParams.get('authSource')];
    server.logins.push(login.join(' '));
    const isKnown = login[0] === '__system' ? login[1] === 'a+key/of=lines' : server.users.get(login[0])?.pwd === login[1];
    if (!isKnown) throw Object.assign(new CommandError('AuthenticationFailed', 'Authentication failed.'), { code: 18 });
  }

  getDB() {
    return {
      runCommand: (command) => {
        const [name] = Object.keys(command);
        if (/^(create|update)/.test(name)) server.commands.push(command);
        if (server.fails === name) throw new CommandError('WriteConcernTimeout', 'waiting for replication timed out');
        return answers[name](command[name], command);
      },
    };
  }
}

/** Rounds of one primary's sidecar, and what happens before the second, third, … */
function rounds(...meanwhile) {
  const round = startReconcile({
    env: {
      MEMBER_HOST_TEMPLATE: 'mongo-%d:27017', MEMBER_ORDINAL: '0',
      KEY_FILE: join(folder, 'key'), MEMBERS_FILE: join(folder, 'members'), ACCOUNTS_DIR: join(folder, 'accounts'),
    },
    files: fs, Mongo,
    print: (line) => lines.push(line.replace(/^\S+Z member 0: /, '')),
  });
  round();
  for (const happens of meanwhile) {
    happens();
    round();
  }
}

test('makes each account with the least roles it needs', () => {
  for (const name of ['root', 'exporter', 'restore']) account(name, { username: `${name}-user`, password: 'p' });
  account('backup', { username: 'backup-user', password: 'p', database: 'rocketchat' });
  account('chat', { username: 'rocketchat', password: 'p\n', database: 'chat' });
  rounds();
  const roles = (user) => server.users.get(user).roles.map(({ role, db }) => `${role}@${db}`).join(' ');
  assert.equal(roles('root-user'), 'root@admin');
  assert.equal(roles('rocketchat'), 'readWrite@chat');
  assert.equal(roles('exporter-user'), 'clusterMonitor@admin read@local');
  assert.equal(roles('backup-user'), 'read@rocketchat read@local read@config readReplicaSetConfig@admin');
  assert.equal(roles('restore-user'), 'restore@admin applyOplog@admin');
  assert.deepEqual(server.roles.get('applyOplog').privileges, [{ resource: { anyResource: true }, actions: ['anyAction'] }]);
  assert.equal(server.users.get('rocketchat').pwd, 'p');
});

test('signs in with the key and without the blanks of its file', () => {
  rounds();
  assert.deepEqual(server.logins, ['__system a+key/of=lines local']);
  assert.deepEqual(lines, ['all is as wanted']);
});

test('leaves an account alone that is as it should be, and asks only once', () => {
  account('root', { username: 'root', password: 'p' });
  rounds();
  server.commands.length = 0;
  server.logins.length = 0;
  rounds(() => {}, () => {}, () => {});
  assert.deepEqual(server.commands, []);
  assert.equal(server.logins.filter((login) => login === 'root p admin').length, 1);
});

test('sets a rotated password while it runs', () => {
  account('chat', { username: 'rocketchat', password: 'old', database: 'chat' });
  rounds(() => account('chat', { password: 'new' }));
  assert.deepEqual(server.commands.at(-1), { updateUser: 'rocketchat', pwd: 'new' });
  assert.equal(server.users.get('rocketchat').pwd, 'new');
  assert.ok(lines.includes('updateUser rocketchat (pwd)'), lines.join('\n'));
});

test('heals a password and roles that someone changed in the database', () => {
  account('root', { username: 'root', password: 'p' });
  server.users.set('root', { pwd: 'forgotten', roles: [{ role: 'read', db: 'admin' }] });
  rounds();
  assert.deepEqual(server.commands, [{ updateUser: 'root', pwd: 'p', roles: [{ role: 'root', db: 'admin' }] }]);
});

test('tries an account again a minute after it failed, and the others meanwhile', (context) => {
  let now = 1e12;
  context.mock.method(Date, 'now', () => now);
  account('backup', { username: 'backup', password: 'p', database: 'rocketchat' });
  account('root', { username: 'root', password: 'p' });
  server.users.set('root', { pwd: 'p', roles: rolesOf('root', {}) });
  server.fails = 'createUser';
  const tries = () => server.commands.filter(({ createUser }) => createUser).length;
  const seen = [];
  rounds(() => (now += 30_000), () => {
    seen.push(tries());
    server.fails = undefined;
    now += 31_000;
  });
  assert.deepEqual(seen, [1]);
  assert.equal(tries(), 2);
  assert.ok(server.users.has('backup'));
  assert.ok(lines.includes('account backup failed: waiting for replication timed out'), lines.join('\n'));
  assert.ok(lines.includes('waits: the accounts backup failed and are tried again'), lines.join('\n'));
  assert.ok(!lines.includes('all is as wanted'), lines.join('\n'));
});

test('says which file of an account is missing', () => {
  account('chat', { username: 'rocketchat', password: 'p' });
  account('admin', { username: 'admin', password: 'p' });
  rounds();
  assert.equal(server.users.size, 0);
  assert.ok(lines.includes('waits: account chat has no database'), lines.join('\n'));
  assert.equal(problemOf('admin', {}), 'no account is called admin: must be one of root, chat, exporter, backup, objects, restore');
});

test('never prints a password or the key', () => {
  account('root', { username: 'root', password: 'a-password' });
  rounds(() => account('root', { password: 'another-password' }), () => (server.fails = 'updateUser'), () => account('root', { password: 'third-password' }));
  assert.ok(lines.length > 2);
  assert.doesNotMatch(lines.join('\n'), /password|key/);
});

test('lets a store of objects into its own database alone', () => {
  assert.deepEqual(rolesOf('objects', { database: 'objects' }), [{ role: 'readWrite', db: 'objects' }]);
  assert.equal(problemOf('objects', { username: 'objects', password: 'secret' }), 'account objects has no database');
});

test('a rotation that is interrupted at any command is finished by the next primary', () => {
  for (const name of ['root', 'chat', 'exporter', 'backup', 'objects', 'restore']) {
    for (const step of ['rolesInfo', 'createRole', 'usersInfo', 'createUser', 'updateUser']) {
      account(name, { username: name, password: 'old', database: 'rocketchat' });
      server.fails = step;
      rounds();
      account(name, { password: 'new' });
      rounds();
      server.fails = undefined;
      rounds();
      assert.equal(server.users.get(name).pwd, 'new', `${name}, ${step}`);
    }
  }
});
