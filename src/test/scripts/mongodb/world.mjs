// Members, their sidecars and what befalls them: pods die, come back, lose volumes and networks, people want other
// numbers of members, and sidecars act in between each other. Keeps what must never happen.
import { isMajority, Member } from './model.mjs';
import { mongoOf } from './commands.mjs';
import { requireScript, runSalvage, startReconcile } from './scripts.mjs';

const { REMOVE_AFTER_SECONDS, hostOf } = requireScript('./decide.js');
const CONFIG_MAP_DELAY = 120;
const MEMBERS = 5;

export class World {
  constructor(random, wanted) {
    Object.assign(this, { random, port: 27017, now: 0, key: 0, wanted, acknowledged: [], lossExcused: false, lines: [], nested: 0, met: new Map() });
    this.template = 'mongo-%d.mongo.chat.svc:27017';
    this.members = Array.from({ length: MEMBERS }, (_, ordinal) => new Member(this, ordinal));
    this.hosts = new Map(this.members.map((member) => [member.host, member]));
    this.pods = this.members.map((member) => ({ member, told: wanted, toldAt: 0, backAt: 0 }));
    this.wantedChanges = [{ at: -Infinity, wanted }];
    this.initiated = 0;
  }

  hostOf(ordinal) {
    return hostOf(this.template, ordinal);
  }

  byHost(host) {
    return this.hosts.get(host);
  }

  chance(probability) {
    return this.random() < probability;
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  say(line) {
    this.lines.push(`${this.now} ${line}`);
  }

  tells(pod, line) {
    if (line !== pod.lastLine) this.say(`    ${pod.member.ordinal}: ${line}`);
    pod.lastLine = line;
  }

  /** Kept, not thrown: a script would catch it. */
  fail(what) {
    this.say(`!!! ${what}`);
    this.failure ??= what;
  }

  // what the model reports

  newSet(member, members) {
    this.initiated += 1;
    this.say(`${member.host} makes a set of ${members.length}`);
    const others = members.map(({ host }) => this.byHost(host)).filter((other) => other.config);
    if (member.ordinal !== 0) this.fail('a set was not made by ordinal 0');
    if (others.length > 0) this.fail(`a second set was made while ${others.map(({ host }) => host)} have one`);
    // nobody can see a volume whose pod is not wanted: docs/mongodb.md says to delete such volumes
    this.leftBehind ||= this.members.some((other) => other.config);
    this.acknowledged = [];
    return this.newestSet;
  }

  get newestSet() {
    return `set-${this.initiated}`;
  }

  elected(member) {
    this.say(`${member.host} is primary of term ${member.term}`);
    if (member.config.setId !== this.newestSet) {
      if (!this.leftBehind) this.fail('two sets are alive');
      return;
    }
    const lost = this.acknowledged.findIndex((entry, index) => member.log[index] !== entry);
    if (lost >= 0 && !this.lossExcused) this.fail(`acknowledged write ${lost} is lost`);
    if (lost >= 0) this.acknowledged = [];
  }

  acknowledge(log, setId) {
    if (setId === this.newestSet && log.length > this.acknowledged.length) this.acknowledged = log;
  }

  reconfigured(member, before, force) {
    const names = (config) => config.members.map(({ host }) => this.byHost(host).ordinal).join();
    this.say(`${member.host} changes ${names(before)} to ${names(member.config)}${force ? ' by force' : ''}`);
    if (force) return;
    const removed = before.members.filter(({ host }) => !member.config.members.some((other) => other.host === host));
    for (const { host } of removed) this.checkRemoval(member, this.byHost(host));
    const hasMajority = (config) => {
      const voters = config.members.filter(({ newlyAdded }) => !newlyAdded);
      return isMajority(voters.filter(({ host }) => member.reaches(this.byHost(host))).length, voters.length);
    };
    if (hasMajority(before) && !hasMajority(member.config)) this.fail('a change of ours lost the majority');
  }

  checkRemoval(member, gone) {
    const silent = this.now - (this.met.get(`${member.ordinal} ${gone.ordinal}`) ?? 0);
    if (silent < REMOVE_AFTER_SECONDS - 1) this.fail(`${gone.host} was removed ${silent} s after it was last there`);
    const since = this.now - CONFIG_MAP_DELAY;
    const told = this.wantedChanges.filter((change, i) => (this.wantedChanges[i + 1]?.at ?? Infinity) >= since);
    if (told.every(({ wanted }) => gone.ordinal < wanted)) this.fail(`${gone.host} was removed although it was wanted all the time`);
  }

  // what befalls them

  want(wanted) {
    this.wanted = wanted;
    this.wantedChanges.push({ at: this.now, wanted });
    this.say(`${wanted} members are wanted`);
  }

  /** A person writes another key file into the Secret: members take it when they start, and then hear only those who have it. */
  newKey() {
    this.key += 1;
    this.say('the Secret holds another key');
  }

  crash(pod, seconds) {
    pod.member.stop();
    pod.round = undefined;
    pod.backAt = this.now + seconds;
    this.say(`${pod.member.host} stops`);
  }

  loseVolume({ member }) {
    member.wipe();
    const keeps = ({ host }) => this.acknowledged.every((entry, index) => this.byHost(host).log[index] === entry);
    const configs = this.members.filter((other) => other.config);
    // blank members vote for any member that has an older configuration and older data: MongoDB promises nothing then
    if (!configs.every(({ voters }) => isMajority(voters.filter(keeps).length, voters.length))) this.lossExcused = true;
    this.say(`${member.host} lost its volume`);
  }

  cutOff(member, cut) {
    member.cut = cut;
    this.say(`${member.host} is ${cut ? 'cut off' : 'back in the network'}`);
  }

  somethingHappens() {
    const pod = this.pick(this.pods);
    const running = pod.member.up;
    const what = this.random();
    if (what < 0.5 && running) this.crash(pod, Math.floor(this.random() ** 3 * 600));
    else if (what < 0.6 && !running) this.loseVolume(pod);
    else if (what < 0.8) this.cutOff(pod.member, !pod.member.cut);
    else if (what < 0.9) this.want(this.pick([1, 3, 5]));
  }

  /** Pods come, go and learn the wanted number as Kubernetes makes them. */
  kubernetes(pod) {
    const { member } = pod;
    const isWanted = member.ordinal < this.wanted;
    if (!isWanted && member.up && this.chance(0.05)) this.crash(pod, 0);
    if (isWanted && !member.up && this.now >= pod.backAt) {
      member.start();
      pod.told = this.wanted;
      this.say(`${member.host} starts`);
    }
    if (pod.told === this.wanted) pod.toldAt = this.now;
    if (this.now - pod.toldAt >= CONFIG_MAP_DELAY || this.chance(0.02)) pod.told = this.wanted;
  }

  tick() {
    this.now += 1;
    for (const pod of this.pods) this.kubernetes(pod);
    const up = this.members.filter((member) => member.up);
    for (const some of up) for (const other of up) if (some.reaches(other)) this.met.set(`${some.ordinal} ${other.ordinal}`, this.now);
    for (const member of up) member.heartbeat();
    for (const member of up) member.campaign();
    for (const member of up) member.replicate();
    for (const member of up) member.commit();
  }

  /** What a shell in the pod has. While it talks to the members, time passes, and another sidecar may act. */
  shell(pod, env) {
    const world = this;
    const between = () => {
      if (this.calm || this.nested > 1) return;
      if (this.chance(0.02)) this.tick();
      if (this.chance(0.01)) this.somethingHappens();
      if (this.chance(0.02)) this.anySidecar();
      if (!pod.member.up) throw new Error('the pod died');
    };
    return {
      env: { MEMBER_HOST_TEMPLATE: this.template, MEMBER_ORDINAL: String(pod.member.ordinal), MEMBERS_FILE: 'members', KEY_FILE: 'key', ACCOUNTS_DIR: 'accounts', ...env },
      files: { readFileSync: (file) => (file === 'members' ? String(pod.told) : 'secret'), readdirSync: () => [] },
      Mongo: mongoOf(this, pod.member, between),
      print: (line) => this.tells(pod, line.replace(/^\S+Z member \d: /, '')),
      clock: class extends Date {
        static now() {
          return world.now * 1000;
        }
      },
    };
  }

  /** One round of a member's sidecar. */
  sidecar(pod) {
    this.nested += 1;
    pod.round ??= startReconcile(this.shell(pod));
    pod.round();
    this.nested -= 1;
  }

  salvage(pod) {
    return runSalvage(this.shell(pod, { SALVAGE: '--yes' })) === 0;
  }

  anySidecar() {
    const pod = this.pick(this.pods.filter(({ member }) => member.up));
    if (pod) this.sidecar(pod);
  }

  run(seconds, { calm = false } = {}) {
    this.calm = calm;
    for (const end = this.now + seconds; this.now < end && !this.failure;) {
      this.tick();
      if (!calm && this.chance(0.01)) this.somethingHappens();
      for (const pod of this.pods.filter(({ member }) => member.up)) if (this.chance(0.2)) this.sidecar(pod);
    }
  }
}
