'use strict';
// Asks the mongod next to this, and waits for its answer as mongosh does: a small Node does the waiting.
const { spawnSync } = require('node:child_process');

class Client {
  constructor(uri) {
    const [, srv, login = '', hosts, query = ''] = uri.match(/^mongodb(\+srv)?:\/\/(?:([^@/]*)@)?([^/?]+)(?:\/[^?]*)?(?:\?(.*))?$/) ?? [];
    if (!hosts) throw new Error(`no connection string: ${uri}`);
    [this.user, this.password] = login.split(':').map(decodeURIComponent);
    const options = new URLSearchParams(query);
    this.where = {
      srv: srv && hosts,
      hosts: hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:27017`)),
      one: options.get('directConnection') === 'true' || !(srv || options.has('replicaSet')),
      primary: !/Preferred$/.test(options.get('readPreference') ?? ''),
    };
  }

  ask(ask) {
    const line = JSON.stringify({ user: this.user, password: this.password, ask });
    const { stdout } = spawnSync(process.execPath, [`${__dirname}/waiter.js`, JSON.stringify(this.where)], { input: line, encoding: 'utf8', maxBuffer: 1 << 30 });
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
