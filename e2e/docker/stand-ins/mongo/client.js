'use strict';
// Asks the mongod beside this, and waits for its answer as mongosh does: a small Node does the waiting.
const { spawnSync } = require('node:child_process');

const WAITER = `
  let line = '';
  const socket = require('node:net').connect({ host: process.argv[1], port: process.argv[2], timeout: 5000 }, () => process.stdin.pipe(socket, { end: false }));
  socket.on('data', (part) => (line += part)).on('timeout', () => socket.destroy(new Error('no answer')));
  socket.on('error', ({ message }) => process.stdout.write(JSON.stringify({ error: { message } })));
  socket.on('end', () => process.stdout.write(line));`;

class Client {
  constructor(uri) {
    const [, login, hosts] = uri.match(/^mongodb:\/\/(?:([^@/]*)@)?([^/?]+)/) ?? [];
    if (!hosts) throw new Error(`no connection string: ${uri}`);
    const [user, password] = (login ?? '').split(':').map(decodeURIComponent);
    Object.assign(this, { user, password, address: hosts.split(',')[0].split(':') });
  }

  ask(ask) {
    const line = `${JSON.stringify({ user: this.user, password: this.password, ask })}\n`;
    const { stdout } = spawnSync(process.execPath, ['-e', WAITER, ...this.address], { input: line, encoding: 'utf8' });
    const { answer, error } = JSON.parse(stdout || '{"error": {"message": "no answer"}}');
    if (error) throw Object.assign(new Error(error.message), error);
    return answer;
  }
}

/** The connection string in the file that `--config` names. */
const configured = () => {
  const file = process.argv.find((word) => word.startsWith('--config=')).slice('--config='.length);
  return new Client(JSON.parse(require('node:fs').readFileSync(file, 'utf8')).uri);
};

module.exports = { Client, configured };
