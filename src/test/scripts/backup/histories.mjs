// A chat's database, its store of backups and everybody who acts on them, with what befalls them. Every actor does what its
// script does, in the same order; between any two steps another may act, any may be killed, be slow, have another clock.
// Keeps what must never happen.
import { deletionsOf, isOther, latestOf, momentOf, nameOf, statesOf } from './rules.mjs';

const HOUR = 3600;
const START = Date.UTC(2026, 10, 1) / 1000;
const LOOK_SECONDS = 60;
const PIN_SECONDS = 180;
/** What check.sh asks for beyond the size of the database: a tenth, and 256 MiB, here as documents. */
const needOf = (documents) => documents * 1.1 + 200;
const COUNTS = { newest: 0, hourly: 3, daily: 2, weekly: 1 };
/** What the alert promises: a backup is never older than that without a page. */
const RPO_SECONDS = 2.5 * HOUR;

/** What an object is, without its name. */
const kindOf = (path) => path.replace(/[0-9]{8}t[0-9]{6}z(-[0-9]{6})?/g, '*');

class Failed extends Error {}

/** The same history for the same seed (mulberry32). */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class History {
  constructor(seed, { script = {} } = {}) {
    const random = randomOf(seed);
    const hours = 6 + Math.floor(random() * 12);
    Object.assign(this, { seed, random, hours, now: START, number: 0, lines: [], running: [], failure: undefined });
    // rules that a test may break, to show that the histories notice
    this.script = { pins: true, looksAgain: true, lineage: true, marksStore: true, clock: true, marksInOplog: true, room: true, testGivesWay: true, noticesSalvage: true, ...script };
    this.isFolder = this.chance(0.5);
    this.store = new Map();
    this.unmounted = undefined;
    this.away = false;
    this.database = { set: 'set-1', setMade: START - 90 * 86400, lineage: 1, version: 1000, documents: 5000, marked: false, complete: true, restored: null, salvages: 0 };
    // in documents; a test on a Docker host is on the disk of the members, in a cluster on a separate one
    this.disk = 6000 + Math.floor(random() * 20000);
    this.sets = 1;
    this.metric = { backup: 0, at: START };
    this.tellsAnew = true;
    this.counts = { steps: 0, backups: 0, restores: 0, deletions: 0, tests: 0, kills: 0, refusals: 0, disasters: 0, growths: 0, salvages: 0, withoutRoom: 0 };
    this.lastGood = START;
  }

  chance(probability) { return this.random() < probability; }
  pick(list) { return list[Math.floor(this.random() * list.length)]; }
  say(line) { if (this.lines.length < 4000) this.lines.push(`${((this.now - START) / HOUR).toFixed(3)} ${line}`); }
  fail(what) {
    this.say(`!!! ${what}`);
    this.failure ??= what;
  }

  // the store

  list() {
    this.trace?.push('list');
    if (this.away) throw new Failed('the store is away');
    return [...this.store].map(([Path, { size }]) => ({ Path, Size: size }));
  }

  manifests() {
    this.trace?.push('manifests');
    if (this.away) throw new Failed('the store is away');
    return [...this.store].filter(([path, object]) => path.endsWith('.manifest.json') && !object.torn).map(([, object]) => object.content);
  }

  put(path, size, content) {
    this.trace?.push(`put ${kindOf(path)}`);
    if (this.away) throw new Failed('the store is away');
    if (this.isFolder && this.chance(0.01)) {
      this.store.set(path, { size: Math.floor(size / 2), content, torn: true, at: this.now });
      throw new Failed('the disk of the store is full');
    }
    this.store.set(path, { size, content, torn: false, at: this.now });
  }

  remove(path) {
    this.trace?.push(`remove ${kindOf(path)}`);
    if (this.away) throw new Failed('the store is away');
    this.store.delete(path);
  }

  /** What is really there, whatever the clocks and the scripts think of it. */
  isIntact(name) {
    const [archive, manifest] = [this.store.get(`${name}.archive.gz`), this.store.get(`${name}.manifest.json`)];
    return archive && manifest && !archive.torn && !manifest.torn && archive.size === manifest.content.size;
  }

  // the scripts; a number that is yielded is the seconds until the next step

  * backups(actor) {
    const objects = this.list();
    yield 1;
    const manifests = this.manifests();
    return statesOf(objects, manifests, this.now + actor.clock);
  }

  * backup(actor, anew = false) {
    const started = this.now + actor.clock;
    const name = nameOf(started, (this.number += 1) % 1000000);
    const all = yield* this.backups(actor);
    const { database } = this;
    const before = { ...database };
    yield 2;
    if (before.marked) throw new Failed('a restore is under way');
    if (this.script.clock && Math.abs(actor.clock) >= 300) throw new Failed('the clock');
    if (!anew && this.script.lineage && isOther(all, before)) throw new Failed('another database');
    if (!anew && this.script.marksStore && this.store.size === 0 && this.now - before.setMade >= 86400) throw new Failed('the store is empty');
    if (!this.store.has('chatstack-store.json')) this.put('chatstack-store.json', 10, {});
    const size = 1000 + Math.floor(this.random() * 1000);
    if (this.isFolder) this.store.set(`${name}.archive.gz`, { size: Math.floor(size / 3), torn: true, at: this.now });
    // people continue writing; the replay of the oplog makes it the end of the dump
    yield 60 + this.random() ** 3 * 2400;
    if (this.database !== database) throw new Failed('the dump broke off');
    // of a restore that began meanwhile it has some collections from before and some from the middle
    const content = { lineage: database.lineage, version: database.version, documents: database.documents, complete: database.complete && database.marks === before.marks };
    this.put(`${name}.archive.gz`, size, content);
    yield 2;
    if (this.database.marked || this.database !== database || (this.script.marksInOplog && database.marks !== before.marks)) throw new Failed('a restore began while the dump ran');
    if (this.list().find(({ Path }) => Path === `${name}.archive.gz`)?.Size !== size) throw new Failed('not all was stored');
    yield 1;
    this.put(`${name}.manifest.json`, 500, { name, size, documents: content.documents, set: before.set, setMade: before.setMade, restored: before.restored, anew });
    // what a person decided holds from here on
    if (anew && this.people !== content.lineage) {
      this.forgotten.add(this.people);
      this.people = content.lineage;
    }
    yield 1;
    this.list();
    if (!content.complete) this.fail(`${name} is a backup of a database in the middle of a restore`);
    this.counts.backups += 1;
    this.say(`backup ${name} of lineage ${content.lineage}, version ${content.version}`);
  }

  * retention(actor) {
    const look = function* look() {
      const at = this.now;
      const all = yield* this.backups(actor);
      return { at, names: deletionsOf(all, COUNTS, this.now + actor.clock) };
    }.bind(this);
    let { at, names } = yield* look();
    let fresh = true;
    while (names.length > 0) {
      if (this.script.looksAgain && this.now - at >= (fresh ? LOOK_SECONDS : LOOK_SECONDS / 2)) {
        if (fresh) throw new Failed('the store is too slow');
        ({ at, names } = yield* look());
        fresh = true;
        continue;
      }
      fresh = false;
      const name = names.shift();
      for (const path of [`${name}.manifest.json`, `${name}.archive.gz`, `restored/${name}.json`]) {
        if (!this.store.has(path)) continue;
        const seconds = this.random() ** 6 * 90;
        // `timeout` ends it; a machine that is slow to start the two programs adds to that
        const left = this.script.looksAgain ? at + LOOK_SECONDS + 1 - this.now : LOOK_SECONDS;
        yield { atMost: Math.min(seconds, left) + this.random() ** 4 * 60 };
        if (seconds > left) throw new Failed('a deletion took too long');
        if (path.endsWith('.manifest.json')) this.checkDeletion(name);
        this.remove(path);
      }
      this.counts.deletions += 1;
      this.say(`retention deleted ${name}`);
    }
    yield* look();
  }

  checkDeletion(name) {
    if (!this.isIntact(name)) return;
    const { lineage } = this.store.get(`${name}.archive.gz`).content;
    const better = [...this.store.keys()].some((path) => path.endsWith('.manifest.json') && path.slice(0, 23) > name && this.isIntact(path.slice(0, 23))
      && this.store.get(`${path.slice(0, 23)}.archive.gz`).content.lineage === lineage);
    if (!better && !this.forgotten.has(lineage)) this.fail(`${name}, the last good backup of lineage ${lineage}, was deleted`);
    if (this.needed === name) this.fail(`${name} was deleted while the database was empty for it`);
  }

  used() { return this.database.documents + (this.isFolder ? this.copies.reduce((sum, copy) => sum + copy.documents, 0) : 0); }

  checkDisk(what) {
    if (this.used() > this.disk) this.fail(`the disk of the members is full: ${what}`);
  }

  checkRoom(documents, isTest) {
    const free = this.disk - this.used();
    const room = !isTest ? free + this.database.documents : this.isFolder ? free : Infinity;
    if (!this.script.room || room >= needOf(documents)) return;
    this.counts.withoutRoom += 1;
    throw new Failed('no room');
  }

  * check(actor, wanted, isTest = false) {
    const all = yield* this.backups(actor);
    let name = wanted;
    if (wanted === 'latest') name = latestOf(all);
    if (wanted === 'newest') name = all.filter(({ state }) => state === 'good' || state === 'proven').at(-1)?.name;
    if (!name || !all.some((backup) => backup.name === name && ['good', 'proven', 'ahead'].includes(backup.state))) throw new Failed('no such backup');
    yield 3;
    const { documents } = all.find((backup) => backup.name === name);
    this.checkRoom(documents, isTest);
    if (this.script.pins) this.put(`restoring/${name}.${nameOf(this.now + actor.clock, 0).slice(0, 16)}.json`, 3, {});
    const pinned = this.now;
    yield 10 + this.random() ** 3 * 900;
    if (this.away || !this.isIntact(name)) throw new Failed('the archive is damaged');
    return { name, pinned, documents };
  }

  * restore(actor, wanted) {
    const { people } = this;
    // restoring.sh: a test on the same disk takes the room that the restore needs
    if (this.isFolder && this.script.testGivesWay) {
      this.running = this.running.filter(({ what }) => what !== 'test');
      this.copies = [];
    }
    const { name, pinned } = yield* this.check(actor, wanted);
    yield 60;
    let all = yield* this.backups(actor);
    if (name !== all.filter(({ state }) => state === 'good' || state === 'proven').at(-1)?.name) {
      const left = pinned + PIN_SECONDS - this.now;
      if (left > 0) yield left;
      all = yield* this.backups(actor);
    }
    if (this.script.pins && !all.some((backup) => backup.name === name && ['good', 'proven', 'ahead'].includes(backup.state))) throw new Failed('it is gone');
    this.database.marked = true;
    this.database.marks = (this.database.marks ?? 0) + 1;
    yield 1;
    Object.assign(this.database, { complete: false, documents: 0 });
    this.needed = name;
    this.say(`the database is emptied for ${name}`);
    const { database } = this;
    const { salvages } = database;
    yield 60 + this.random() ** 3 * 3600;
    if (this.database !== database) throw new Failed('the database is gone');
    if (database.salvages !== salvages) throw new Failed('the connection broke, or the counts differ');
    if (this.away) throw new Failed('the store is away');
    const archive = this.store.get(`${name}.archive.gz`);
    if (!archive || archive.torn) {
      this.fail(`${name} is not there any more, after the database was emptied`);
      throw new Failed('gone');
    }
    if (wanted === 'latest' && ![people, this.people].includes(archive.content.lineage)) this.fail(`latest was ${name} of lineage ${archive.content.lineage}, people had ${people}`);
    Object.assign(database, { ...archive.content, complete: true });
    this.checkDisk(`restored ${name}`);
    yield 5;
    if (this.script.noticesSalvage && database.salvages !== salvages) throw new Failed('the set was salvaged');
    const set = this.store.get(`${name}.manifest.json`)?.content.set ?? null;
    // finish-restore.js, in one go
    Object.assign(database, { restored: { name, set, into: database.set } });
    database.marked = false;
    yield 1;
    this.needed = undefined;
    if (this.people !== database.lineage) this.forgotten.add(this.people);
    this.people = database.lineage;
    this.counts.restores += 1;
    this.say(`restored ${name}: lineage ${database.lineage}, version ${database.version}`);
  }

  * test(actor) {
    // a copy that an earlier one left goes first
    this.copies = [];
    if (this.isFolder && this.script.testGivesWay && this.running.some(({ what }) => what === 'restore')) throw new Failed('a restore is under way');
    const { name, documents } = yield* this.check(actor, 'newest', true);
    this.copies.push({ documents });
    if (this.copies.length > 1) this.fail('two copies of the database on the disk of the members');
    this.checkDisk(`tests ${name}`);
    yield 60 + this.random() ** 2 * 3 * HOUR;
    if (!this.store.get(`${name}.archive.gz`)) throw new Failed('it is gone');
    if (!this.isIntact(name)) this.fail(`${name} was called proven and is not intact`);
    this.put(`restored/${name}.json`, 100, {});
    this.counts.tests += 1;
    this.copies = [];
  }

  /** First the disk, then the file system: before that nobody sees the room. */
  * growth() {
    yield 30 + this.random() * 600;
    yield 60;
    this.disk = Math.floor(this.disk * 1.5);
    this.counts.growths += 1;
    this.say(`the volumes have room for ${this.disk} documents`);
  }

  /** A person keeps one member by force: what only the others have is gone, and of a restore perhaps its last part. */
  * salvage() {
    yield 20;
    const { database } = this;
    database.version -= Math.floor(this.random() * 50);
    database.salvages += 1;
    if (database.marked) database.complete = false;
    this.counts.salvages += 1;
    this.say('salvaged');
  }

  /** The clock of the machine that tells; Kubernetes tells when a Job completed, which is the same with its own clock. */
  * metrics(actor) {
    const all = yield* this.backups(actor);
    const newest = all.filter(({ state }) => state === 'good' || state === 'proven').at(-1);
    this.metric = { backup: newest ? momentOf(newest.name) : 0, at: this.now };
  }

  /** The steps of one script that nothing disturbs, at the store. */
  stepsOf(script) {
    this.trace = [];
    this.isFolder = false;
    this.chance = () => false;
    this.random = () => 0.1;
    for (const steps = script(this, { clock: 0 }); ;) {
      const { value, done } = steps.next();
      if (done) return this.trace;
      this.now += value?.atMost ?? value;
    }
  }

  // time

  start(what, script, clock = 0) {
    const actor = { what, clock, wakes: this.now };
    actor.steps = script(actor);
    this.running.push(actor);
  }

  step(actor) {
    this.counts.steps += 1;
    try {
      const { value, done } = actor.steps.next();
      if (done) this.running.splice(this.running.indexOf(actor), 1);
      // slow: a machine that is short of everything
      actor.wakes = this.now + (value?.atMost ?? (value ?? 0) * (this.chance(0.03) ? 10 : 1) * (0.5 + this.random()));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      this.counts.refusals += 1;
      this.say(`${actor.what} failed: ${error.message}`);
      this.running.splice(this.running.indexOf(actor), 1);
    }
  }

  kill() {
    const actor = this.pick(this.running);
    if (!actor) return;
    this.counts.kills += 1;
    this.running.splice(this.running.indexOf(actor), 1);
    this.say(`${actor.what} is killed`);
  }

  clock() { return this.chance(0.03) ? this.pick([-26, -8, 8, 26]) * HOUR : 0; }

  hourly() {
    const isUnderWay = (what) => this.running.some((actor) => actor.what === what);
    // as a CronJob that forbids a second one; now and then a person starts another one
    if (!isUnderWay('backup') || this.chance(0.05)) this.start('backup', (actor) => this.backup(actor), this.clock());
    if (!isUnderWay('retention')) this.later(45 * 60, () => this.start('retention', (actor) => this.retention(actor), this.clock()));
    if (this.chance(0.06) && !isUnderWay('test')) this.start('test', (actor) => this.test(actor), this.clock());
    this.later(50 * 60, () => this.start('metrics', (actor) => this.metrics(actor), this.clock()));
  }

  later(seconds, action) { this.running.push({ what: 'clock', wakes: this.now + seconds, steps: { next: () => { action(); return { done: true }; } } }); }

  people = 1;
  forgotten = new Set();
  copies = [];

  /** The cluster, the host or every volume is lost: the deploy makes an empty chat. */
  disaster() {
    this.counts.disasters += 1;
    this.sets += 1;
    this.running = this.running.filter(({ what }) => what === 'clock' || what === 'metrics');
    // who never had a backup has lost everything
    if (![...this.store.entries()].some(([path, { content }]) => path.endsWith('.archive.gz') && content?.lineage === this.people && this.isIntact(path.slice(0, 23)))) this.people = this.sets;
    this.database = { set: `set-${this.sets}`, setMade: this.now, lineage: this.sets, version: 0, documents: 800, marked: false, complete: true, restored: null, salvages: 0 };
    this.copies = [];
    this.say(`everything but the store is lost; the new set is set-${this.sets}`);
  }

  powerCut() {
    this.say('power cut');
    this.running = this.running.filter(({ what }) => what === 'clock');
    if (this.isFolder) {
      // what the script has synced is safe
      for (const object of this.store.values()) if (this.now - object.at < 1 && this.chance(0.5)) object.torn = true;
    }
  }

  somethingHappens() {
    const what = this.random();
    if (what < 0.3) this.kill();
    else if (what < 0.42) {
      this.away = true;
      this.later(this.random() * 3 * HOUR, () => { this.away = false; });
    } else if (what < 0.5 && this.isFolder && !this.unmounted && this.now - this.database.setMade > 86400) {
      // a host that is new and has not got the disk of its backups cannot know of them
      this.powerCut();
      const disk = this.store;
      this.unmounted = disk;
      this.store = new Map();
      this.say('the disk of the store is not mounted');
      this.later(this.random() * 4 * HOUR, () => {
        if ([...this.store.keys()].some((path) => path.endsWith('.manifest.json'))) this.fail('a backup was made on the wrong disk');
        this.store = disk;
        this.unmounted = undefined;
      });
    } else if (what < 0.6) this.powerCut();
    else if (what < 0.68) { if (!this.unmounted) this.disaster(); }
    else if (what < 0.72) {
      this.start('salvage', () => this.salvage());
    } else if (what < 0.74) {
      if (!this.running.some((actor) => actor.what === 'growth')) this.start('growth', () => this.growth());
    } else if (what < 0.95) this.person();
  }

  person() {
    if (this.running.some(({ what }) => what === 'restore')) return;
    const names = [...this.store.keys()].filter((path) => path.endsWith('.manifest.json')).map((path) => path.slice(0, 23));
    const wanted = this.chance(0.5) ? 'latest' : this.pick(names);
    if (this.database.lineage !== this.people && this.chance(0.15)) {
      this.say('a person begins anew');
      this.start('backup', (actor) => this.backup(actor, true));
    } else if (wanted) this.start('restore', (actor) => this.restore(actor, wanted), this.clock());
  }

  checkAlert() {
    if (this.metric.backup > this.now + 300) this.fail('the metric of the newest backup lies in the future');
    const good = Math.max(0, ...[...(this.unmounted ?? this.store).keys()].filter((path) => path.endsWith('.manifest.json') && this.isIntact(path.slice(0, 23))).map((path) => momentOf(path.slice(0, 23))).filter((moment) => moment <= this.now));
    const silent = this.now - this.metric.backup < RPO_SECONDS;
    if (silent && !this.unmounted && this.metric.backup > good + 300 && good > 0) this.fail('the metric tells of a backup that is not there');
  }

  run() {
    this.start('backup', (actor) => this.backup(actor, true));
    for (let hour = 1; hour <= this.hours; hour++) this.later(hour * HOUR, () => this.hourly());
    const end = START + this.hours * HOUR;
    while (!this.failure && this.running.length > 0) {
      const next = this.running.reduce((first, actor) => (actor.wakes < first.wakes ? actor : first));
      if (next.wakes > end) break;
      this.database.version += Math.floor((next.wakes - this.now) / 60);
      // an alert comes long before the disk is full; then people stop, or a person lets it grow
      if (!this.database.marked && this.used() < 0.9 * this.disk) this.database.documents += (next.wakes - this.now) / 180;
      this.now = Math.max(this.now, next.wakes);
      if (this.chance(0.02)) this.somethingHappens();
      if (this.running.includes(next)) this.step(next);
      if (this.chance(0.05)) this.checkAlert();
    }
    return this;
  }
}
