// A small model of MongoDB's replication: it stands for MongoDB, of which no server can be had on the build machines.
// Its rules are those of MongoDB 5.0 and later: heartbeats spread the newest configuration, a blank volume takes the
// configuration of a set that names it and syncs, a majority elects the member with the newest log, a new member votes
// only once it has its data, a configuration changes by one voter, on a primary, after the last one is committed.
// In one thing it is laxer, to test our rules and not MongoDB's: it makes a new set though a member has one already.
const ELECTION_SECONDS = 10;
const HEARTBEAT_SECONDS = 10;

export class CommandError extends Error {
  constructor(codeName, message) {
    super(message);
    this.codeName = codeName;
  }
}

const isOlder = (some, other) =>
  some.term === -1 || other.term === -1
    ? some.version < other.version
    : some.term < other.term || (some.term === other.term && some.version < other.version);
const isSame = (some, other) => some.setId === other.setId && some.version === other.version && some.term === other.term;
export const isMajority = (count, all) => count > all / 2;
const last = (log) => log[log.length - 1];
/** Whether the second log ends before the first one, in Raft's order. */
const isAhead = (some, other) =>
  last(some).term > last(other).term || (last(some).term === last(other).term && some.length > other.length);

export class Member {
  constructor(world, ordinal) {
    Object.assign(this, { world, ordinal, host: world.hostOf(ordinal), up: false, cut: false, downSince: 0 });
    this.wipe();
  }

  wipe() {
    const syncLeft = Math.floor(this.world.random() * 30);
    Object.assign(this, { config: null, log: [], hasData: false, syncLeft, primary: false, term: 0 });
  }

  start() {
    Object.assign(this, { up: true, primary: false, heard: new Map(), primarySeen: this.world.now, key: this.world.key });
  }

  stop() {
    Object.assign(this, { up: false, primary: false, downSince: this.world.now });
  }

  get state() {
    if (!this.config) return 'UNINITIALISED';
    if (!this.own) return 'REMOVED';
    if (!this.hasData) return 'STARTUP2';
    return this.primary ? 'PRIMARY' : 'SECONDARY';
  }

  get own() {
    return this.config?.members.find(({ host }) => host === this.host);
  }

  get voters() {
    return this.config.members.filter(({ votes, newlyAdded }) => votes > 0 && !newlyAdded);
  }

  reaches(other) {
    return this.up && other?.up && (this === other || (this.cut === other.cut && this.key === other.key));
  }

  /** Members that the configuration names, those that answer. */
  get others() {
    return this.config.members.map(({ host }) => this.world.byHost(host)).filter((other) => other !== this && this.reaches(other));
  }

  hears(host) {
    return host === this.host || this.world.now - (this.heard.get(host) ?? -Infinity) < HEARTBEAT_SECONDS;
  }

  heartbeat() {
    for (const other of this.config ? this.others : []) {
      if (other.config === null && this.state !== 'REMOVED') other.config = this.config;
      if (other.config?.setId !== this.config.setId) continue;
      this.heard.set(other.host, this.world.now);
      other.heard.set(this.host, this.world.now);
      if (isOlder(other.config, this.config)) other.install(this.config);
      if (isOlder(this.config, other.config)) this.install(other.config);
      if (!this.own) return;
      this.meetTerm(other);
      other.meetTerm(this);
      if (other.primary) this.primarySeen = this.world.now;
      if (this.primary) other.primarySeen = this.world.now;
    }
    const heard = this.config && this.primary ? this.voters.filter(({ host }) => this.hears(host)).length : 0;
    if (this.primary && !isMajority(heard, this.voters.length)) this.stepDown();
  }

  install(config) {
    this.config = config;
    if (!this.own) this.primary = false;
  }

  meetTerm(other) {
    if (other.term <= this.term) return;
    this.term = other.term;
    if (this.primary) this.stepDown();
  }

  stepDown() {
    this.primary = false;
    this.primarySeen = this.world.now;
  }

  campaign() {
    const mayStand = this.up && this.state === 'SECONDARY' && !this.own.newlyAdded;
    if (!mayStand || this.world.now - this.primarySeen < ELECTION_SECONDS || this.world.random() > 0.3) return;
    const inFavour = this.voters
      .map(({ host }) => this.world.byHost(host))
      .filter((voter) => voter === this || (this.reaches(voter) && voter.votesFor(this)));
    if (!isMajority(inFavour.length, this.voters.length)) return;
    this.term += 1;
    for (const voter of inFavour) voter.meetTerm(this);
    const term = this.config.term === -1 ? -1 : this.term;
    Object.assign(this, { primary: true, config: { ...this.config, term } });
    this.write();
    this.world.elected(this);
  }

  votesFor(candidate) {
    return this.config?.setId === candidate.config.setId && this.own && this.term <= candidate.term && !this.primary
      && !isOlder(candidate.config, this.config) && (!this.hasData || !isAhead(this.log, candidate.log));
  }

  write() {
    this.log = [...this.log, { term: this.term }];
  }

  replicate() {
    if (!this.up || !this.own) return;
    const source = this.others.find((other) => other.primary && other.term >= this.term && other.config.setId === this.config.setId);
    if (!source || this.primary) return;
    if (!this.hasData && this.syncLeft-- > 0) return;
    Object.assign(this, { log: source.log, hasData: true, term: source.term });
  }

  /** As primary: what a majority has is acknowledged; a new member that has its data becomes a voter. */
  commit() {
    if (!this.primary) return;
    if (this.world.random() < 0.5) this.write();
    const common = this.commonLength();
    if (common > 0 && this.log[common - 1].term === this.term) this.world.acknowledge(this.log.slice(0, common), this.config.setId);
    const ready = this.config.members.find(({ host, newlyAdded }) => newlyAdded && this.others.some((other) => other.host === host && other.hasData));
    if (ready && this.isCommitted()) {
      const members = this.config.members.map((member) => (member === ready ? { ...member, newlyAdded: false } : member));
      this.config = { ...this.config, members, version: this.config.version + 1 };
    }
  }

  /** How much of the log a majority has. */
  commonLength() {
    const counts = this.voters.map(({ host }) => {
      const voter = this.world.byHost(host);
      return voter === this || this.reaches(voter) ? commonLength(this.log, voter.log) : 0;
    });
    return counts.sort((a, b) => b - a)[Math.floor(counts.length / 2)];
  }

  /** The configuration, and what was acknowledged under the ones before it, is at a majority. */
  isCommitted() {
    const having = this.voters.filter(({ host }) => {
      const voter = this.world.byHost(host);
      return voter === this || (this.reaches(voter) && voter.config && isSame(voter.config, this.config));
    });
    return isMajority(having.length, this.voters.length) && this.commonLength() >= this.world.acknowledged.length;
  }

  initiate({ members }) {
    if (this.config) throw new CommandError('AlreadyInitialized', 'already initialized');
    if (!members.every(({ host }) => this.reaches(this.world.byHost(host)))) throw new CommandError('NodeNotFound', 'quorum check failed');
    const setId = this.world.newSet(this, members);
    this.config = { setId, version: 1, term: 0, members: members.map((member) => ({ ...member, votes: 1 })) };
    Object.assign(this, { hasData: true, log: [{ term: 0 }], primarySeen: this.world.now });
  }

  reconfigure(next, force) {
    if (next.version <= this.config.version || next.setId !== this.config.setId) {
      throw new CommandError('NewReplicaSetConfigurationIncompatible', 'version and term must be greater');
    }
    const known = (host) => this.config.members.find((member) => member.host === host);
    const isNew = (host) => !force && (known(host)?.newlyAdded ?? !known(host));
    const members = next.members.map((member) => ({ votes: 1, ...member, newlyAdded: isNew(member.host) }));
    if (!force) this.checkSafe(members);
    const term = force ? -1 : this.term;
    const version = force ? next.version + 10000 : next.version;
    const before = this.config;
    this.config = { ...next, members, version, term };
    this.world.reconfigured(this, before, force);
  }

  checkSafe(members) {
    if (!this.primary) throw new CommandError('NotWritablePrimary', 'not primary');
    if (!this.isCommitted()) throw new CommandError('CurrentConfigNotCommittedYet', 'the current configuration is not committed');
    const voters = members.filter(({ votes, newlyAdded }) => votes > 0 && !newlyAdded);
    const ids = (list) => list.map(({ _id }) => _id);
    const changed = [...ids(this.voters).filter((id) => !ids(voters).includes(id)), ...ids(voters).filter((id) => !ids(this.voters).includes(id))];
    if (changed.length > 1) throw new CommandError('InvalidReplicaSetConfig', 'can only add or remove at most 1 voting member');
    const answering = voters.filter(({ host }) => this.reaches(this.world.byHost(host)));
    if (!isMajority(answering.length, voters.length)) throw new CommandError('NodeNotFound', 'quorum check failed');
  }
}

function commonLength(some, other) {
  let length = Math.min(some.length, other.length);
  while (length > 0 && some[length - 1] !== other[length - 1]) length -= 1;
  return length;
}
