'use strict';
// Stands in for a Rocket.Chat server that starts on a database of the stand-in mongosh: signs in, brings the database to the shape of its
// version, and answers. It writes wherever MONGO_URL and the rights of its account let it. Compared with no running server.
//   server-dies   in the folder $CLUSTER: it ends before it answers
//   server-loses  it deletes a message
//   server-locks  its migration does not end
const fs = require('fs');
const http = require('http');
const path = require('path');

const { MONGO_URL, STAND_IN, CLUSTER, PORT, IMAGE } = process.env;
const told = (name) => fs.existsSync(path.join(CLUSTER, name));
const [, user, password, database] = MONGO_URL.match(/^mongodb\+srv:\/\/([^:]*):([^@]*)@[^/]*\/([^?]*)\?.*authSource=admin/);
const account = JSON.parse(fs.readFileSync(path.join(STAND_IN, 'users.json'), 'utf8'))[user];
if (account?.pwd !== password) throw new Error('Authentication failed.');
if (!account.roles.some(({ role, db }) => role === 'readWrite' && db === database)) throw new Error(`not authorized on ${database}`);
console.log(`${IMAGE} migrates ${database}`);
if (told('server-dies')) throw new Error('the migration 319 failed: E11000 duplicate key');
fs.writeFileSync(path.join(STAND_IN, 'set', `${database}.migrations`), `${JSON.stringify({ _id: 'control', version: 319, locked: told('server-locks') })}\n`);
const messages = path.join(STAND_IN, 'set', `${database}.rocketchat_message`);
if (told('server-loses')) fs.writeFileSync(messages, fs.readFileSync(messages, 'utf8').split('\n').slice(1).join('\n'));
http.createServer((request, response) => response.end()).listen(PORT);
process.on('SIGTERM', () => process.exit(0));
