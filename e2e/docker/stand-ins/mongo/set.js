'use strict';
// The replica set of the mongod next to this: heartbeats, elections, and a write that is promised when a majority has it. As MongoDB's, an
// election needs a majority and nobody votes twice in a term nor for a member that is behind; a primary that hears no majority
// for as long steps down. Unlike it, a member that is behind gets everything anew. Compared with the manual of MongoDB 8.0, with no server.
const net = require('node:net');
const os = require('node:os');

const HEARTBEAT = 500;
const ELECTION = 10_000; // MongoDB's electionTimeoutMillis
const PATIENCE = 5000;
const FIRST = { term: 0, ts: { t: 0, i: 0 } };

const order = (one, other) => one.term - other.term || one.ts.t - other.ts.t || one.ts.i - other.ts.i;

/** What the mongod at an address answers to a line. */
function ask(address, line, patience = PATIENCE) {
  return new Promise((resolve, reject) => {
    const [host, port] = address.split(':');
    const socket = net.connect({ host, port: Number(port) });
    let heard = '';
    const timer = setTimeout(() => socket.destroy(new Error(`${address}: no answer`)), patience);
    socket.on('error', reject).on('close', () => { clearTimeout(timer); reject(new Error(`${address}: closed`)); });
    socket.on('data', (part) => (heard += part)).on('end', () => {
      clearTimeout(timer);
      try {
        const { answer, error } = JSON.parse(heard);
        if (error) reject(Object.assign(new Error(error.message), error));
        else resolve(answer);
      } catch (error) { reject(error); }
    });
    socket.write(`${JSON.stringify(line)}\n`);
  });
}

class ReplicaSet {
  /** `data` is the mongod's, with `config`, `term`, `votedIn` and `oplog`; `save` writes it down; `key` is what members sign in with. */
  constructor(data, save, key) {
    Object.assign(this, { data, save, key, seen: {}, primary: false, heardOfPrimary: Date.now(), heardMajority: Date.now() });
    this.data.term ??= 0;
    this.tick();
  }

  get self() { return this.selfOf(this.data.config?.members ?? []); }

  selfOf(members) {
    return members.find(({ host }) => host.split(/[.:]/)[0] === os.hostname()) ?? (members.length === 1 ? members[0] : undefined);
  }

  get others() { return (this.data.config?.members ?? []).filter((member) => member !== this.self); }

  get majority() { return Math.floor((this.data.config?.members.length ?? 1) / 2) + 1; }

  get newest() { return this.data.oplog.at(-1) ?? FIRST; }

  get state() {
    if (!this.data.config) return 'UNINITIALISED';
    if (!this.self) return 'REMOVED';
    if (this.data.oplog.length === 0) return 'STARTUP2';
    return this.primary ? 'PRIMARY' : 'SECONDARY';
  }

  say(to, message) { return ask(to, { user: '__system', password: this.key, ask: message }, 1000); }

  async tick() {
    try {
      if (this.self) await this.round();
    } catch (error) {
      console.error(error);
    }
    setTimeout(() => this.tick(), HEARTBEAT);
  }

  async round() {
    await Promise.all(this.others.map((member) => this.beat(member)));
    const healthy = 1 + this.others.filter(({ host }) => this.seen[host]?.healthy).length;
    if (healthy >= this.majority) this.heardMajority = Date.now();
    if (this.primary && Date.now() - this.heardMajority > ELECTION) this.stepDown('no majority');
    if (this.state === 'SECONDARY' && healthy >= this.majority
      && (this.others.length === 0 || Date.now() - this.heardOfPrimary > ELECTION + Math.random() * 1000)) await this.stand();
  }

  async beat({ host }) {
    const { config, term } = this.data;
    try {
      const about = await this.say(host, { heartbeat: { from: this.self.host, term, state: this.state, config } });
      this.seen[host] = { ...about, healthy: true, at: Date.now() };
      if (about.term > this.data.term) this.see(about.term);
      if (this.primary && order(about.optime, this.newest) !== 0) await this.give(host);
    } catch {
      this.seen[host] = { ...this.seen[host], healthy: false };
    }
  }

  see(term) {
    this.data.term = term;
    if (this.primary) this.stepDown(`there is a term ${term}`);
    this.save();
  }

  stepDown(because) {
    console.error(`steps down: ${because}`);
    this.primary = false;
    this.heardOfPrimary = Date.now();
  }

  async stand() {
    const term = this.data.term + 1;
    Object.assign(this.data, { term, votedIn: term });
    this.save();
    const votes = await Promise.all(this.others.map(({ host }) =>
      this.say(host, { vote: { term, optime: this.newest } }).then(({ granted }) => granted, () => false)));
    if (1 + votes.filter(Boolean).length >= this.majority && this.data.term === term) this.lead();
    else this.heardOfPrimary = Date.now() - ELECTION + 1000;
  }

  lead() {
    console.error(`is primary in term ${this.data.term}`);
    Object.assign(this, { primary: true, heardMajority: Date.now() });
    this.data.config.term = this.data.term;
    this.note({ op: 'n', ns: '' });
  }

  /** Another entry of the oplog. */
  note(entry) {
    const { ts } = this.newest;
    const now = Math.max(Math.floor(Date.now() / 1000), ts.t);
    this.data.oplog.push({ ts: { t: now, i: now === ts.t ? ts.i + 1 : 1 }, term: this.data.term, ...entry });
    this.save();
  }

  give(host) {
    return this.say(host, { take: { term: this.data.term, data: this.data } });
  }

  /** When a majority has everything up to now; an error when it takes too long, though it may get there. */
  async promise() {
    if (!this.data.config || this.others.length === 0) return;
    let [has, end] = [1, () => {}];
    const enough = new Promise((resolve, reject) => {
      end = resolve;
      setTimeout(() => reject(Object.assign(new Error('waiting for replication timed out'), { codeName: 'WriteConcernTimeout', code: 64 })), PATIENCE).unref();
    });
    for (const { host } of this.others) this.give(host).then(() => { if (++has >= this.majority) end(); }, () => {});
    await enough;
  }

  /** A primary that is told to stop says so, and the others do not wait. */
  async leave() {
    if (!this.primary) return;
    this.stepDown('was told to stop');
    await Promise.allSettled(this.others.map(({ host }) => this.say(host, { goodbye: { term: this.data.term } })));
  }

  answers() {
    return {
      heartbeat: ({ term, state, config }) => {
        const mine = this.data.config;
        if (mine && mine.settings.replicaSetId !== config.settings.replicaSetId) {
          throw Object.assign(new Error('another set'), { codeName: 'InconsistentReplicaSetNames', code: 193 });
        }
        if (!mine || config.version > mine.version) {
          this.data.config = config;
          this.save();
        }
        if (term > this.data.term) this.see(term);
        if (state === 'PRIMARY' && term === this.data.term) this.heardOfPrimary = Date.now();
        return { term: this.data.term, version: this.data.config.version, configTerm: this.data.config.term, state: this.state, optime: this.newest };
      },
      vote: ({ term, optime }) => {
        if (term > this.data.term) this.see(term);
        const granted = term === this.data.term && this.data.votedIn !== term && order(optime, this.newest) >= 0;
        if (granted) {
          this.data.votedIn = term;
          this.heardOfPrimary = Date.now();
          this.save();
        }
        return { granted };
      },
      take: ({ term, data }) => {
        if (term < this.data.term) throw new Error(`term ${term} is over`);
        if (term > this.data.term) this.see(term);
        const newest = data.oplog.at(-1);
        // of two copies that overtake each other the newer counts
        if (order(newest, this.newest) < 0 && newest.term === this.newest.term) return {};
        const { votedIn } = this.data;
        Object.assign(this.data, data, { votedIn });
        this.heardOfPrimary = Date.now();
        this.save();
        return {};
      },
      goodbye: () => {
        this.heardOfPrimary = 0;
        return {};
      },
    };
  }

  /** As `replSetGetStatus` has them. */
  members() {
    return this.data.config.members.map(({ _id, host }) => {
      const own = host === this.self?.host;
      const about = own
        ? { state: this.state, version: this.data.config.version, configTerm: this.data.config.term, optime: this.newest, healthy: true }
        : this.seen[host] ?? { state: 'STARTUP', healthy: false };
      const { ts, term } = about.optime ?? FIRST;
      return {
        _id, name: host, ...(own ? { self: true } : { lastHeartbeat: about.at ?? 0 }), health: about.healthy ? 1 : 0,
        stateStr: about.healthy ? about.state : '(not reachable/healthy)', configVersion: about.version, configTerm: about.configTerm,
        optime: { t: term, ts },
      };
    });
  }
}

module.exports = { ReplicaSet, ask };
