'use strict';
// As with-secrets.sh, for a program of Node, which loads this first: its image need not have a shell. And the address by which
// the other replicas reach this one, which nobody but the container itself knows.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const folder = process.env.SECRETS ?? '/etc/chatstack/env';
for (const name of fs.readdirSync(folder)) {
  process.env[name] = fs.readFileSync(path.join(folder, name), 'utf8').trimEnd();
}
process.env.INSTANCE_IP ??= Object.values(os.networkInterfaces())
  .flat()
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
