// Every view that a member of up to five can have of its set, and what it must and must not do then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireScript } from './scripts.mjs';

const { decide, peersToAsk, hostOf, ordinalOf, REMOVE_AFTER_SECONDS } = requireScript('./decide.js');

const template = 'mongo-%d.mongo.chat.svc.cluster.local:27017';
const host = (ordinal) => hostOf(template, ordinal);
const ALL = [0, 1, 2, 3, 4];
const LONG = REMOVE_AFTER_SECONDS + 1;
const SHORT = REMOVE_AFTER_SECONDS - 1;

const MEMBERS = {
  secondary: { state: 'SECONDARY', healthy: true, version: 7, term: 3 },
  'secondary with an older configuration': { state: 'SECONDARY', healthy: true, version: 6, term: 3 },
  'in initial sync': { state: 'STARTUP2', healthy: true, version: 7, term: 3 },
  recovering: { state: 'RECOVERING', healthy: true, version: 7, term: 3 },
  restarting: { state: '(not reachable/healthy)', healthy: false, silentSeconds: SHORT },
  gone: { state: '(not reachable/healthy)', healthy: false, silentSeconds: LONG },
};
const OUTSIDERS = {
  blank: { state: 'UNINITIALISED' },
  unreachable: { state: 'UNREACHABLE', problem: 'connect ECONNREFUSED' },
  'with another key': { state: 'REFUSED', problem: 'Authentication failed.' },
  'removed from this set': { state: 'REMOVED', setId: 'ours' },
  'of another set': { state: 'SECONDARY', setId: 'theirs' },
};

/** Every way to give each of the others one of the words. */
function* everyChoice(others, words) {
  if (others.length === 0) yield {};
  else for (const rest of everyChoice(others.slice(1), words)) for (const word of words) yield { ...rest, [others[0]]: word };
}

function* everySet(own) {
  for (const me of [0, 2, 4]) {
    const others = ALL.filter((ordinal) => ordinal !== me);
    for (const choice of everyChoice(others, [...Object.keys(MEMBERS), ...Object.keys(OUTSIDERS)])) {
      const self = { ...own, setId: 'ours', version: 7, term: 3 };
      self.members = [{ id: me, host: host(me), votes: 1, healthy: true, version: 7, term: 3, ...own }];
      const peers = {};
      for (const ordinal of others) {
        const member = MEMBERS[choice[ordinal]];
        if (member) self.members.push({ id: ordinal, host: host(ordinal), votes: 1, ...member });
        else peers[ordinal] = OUTSIDERS[choice[ordinal]];
      }
      self.majority = Math.floor(self.members.length / 2) + 1;
      for (const desired of [1, 2, 3, 4, 5]) yield { me, desired, template, self, peers, accountsDue: [] };
    }
  }
}

const named = (view) => view.self.members.map((member) => ordinalOf(template, member.host));
const withData = ({ members }) => members.filter(({ state }) => ['PRIMARY', 'SECONDARY'].includes(state));
const isSettled = ({ self }) => withData(self).length >= self.majority
  && self.members.every(({ healthy, version }) => !healthy || version === 7);
const outsider = (view, ordinal) => ({ UNINITIALISED: true, REMOVED: view.peers[ordinal]?.setId === 'ours' })[view.peers[ordinal]?.state];

function checkPrimary(view, action) {
  const { desired, self } = view;
  const missing = ALL.slice(0, desired).filter((ordinal) => !named(view).includes(ordinal));
  const surplus = named(view).filter((ordinal) => ordinal >= desired);
  const removable = self.members.filter((member) =>
    ordinalOf(template, member.host) >= desired && !member.healthy && member.silentSeconds === LONG);
  const mayAdd = missing.some((ordinal) => outsider(view, ordinal)) && !self.members.some(({ state }) => state === 'STARTUP2');

  if (action.do === 'nothing') return missing.length + surplus.length === 0;
  if (action.do === 'remove') return isSettled(view) && removable.some((member) => member.host === action.host);
  if (action.do === 'add') {
    const ordinal = ordinalOf(template, action.host);
    return isSettled(view) && mayAdd && removable.length === 0 && missing.includes(ordinal) && outsider(view, ordinal)
      && !self.members.some(({ id }) => id === action._id);
  }
  return action.do === 'wait' && action.because && missing.length + surplus.length > 0
    && !(isSettled(view) && (removable.length > 0 || mayAdd));
}

function checkAll(views, isRight) {
  let count = 0;
  for (const view of views) {
    const action = decide(view);
    if (!isRight(view, action)) assert.fail(`${JSON.stringify(action)} for ${JSON.stringify(view, null, 1)}`);
    count += 1;
  }
  return count;
}

test('a primary takes one right step, or says what it waits for', (context) => {
  context.diagnostic(`${checkAll(everySet({ state: 'PRIMARY' }), checkPrimary)} views`);
});

test('who is not primary changes nothing', () => {
  for (const state of ['SECONDARY', 'STARTUP2', 'RECOVERING', 'ROLLBACK', 'STARTUP']) {
    checkAll(everySet({ state }), (view, action) => action.do === 'wait' && action.because);
  }
});

test('a secondary that sees a primary has nothing to do', () => {
  const members = [0, 1].map((id) => ({ id, host: host(id), votes: 1, healthy: true, state: ['PRIMARY', 'SECONDARY'][id] }));
  assert.deepEqual(decide({ me: 1, desired: 2, template, self: { state: 'SECONDARY', members, majority: 2 } }), { do: 'nothing' });
});

test('a set is made by ordinal 0 alone, and only when every wanted member answers and is blank', () => {
  for (const me of ALL) {
    for (const choice of everyChoice(ALL.filter((ordinal) => ordinal !== me), Object.keys(OUTSIDERS))) {
      for (const desired of [1, 2, 3, 4, 5]) {
        const peers = Object.fromEntries(Object.entries(choice).map(([ordinal, word]) => [ordinal, OUTSIDERS[word]]));
        const action = decide({ me, desired, template, self: { state: 'UNINITIALISED' }, peers });
        const allBlank = ALL.slice(0, desired).every((ordinal) => ordinal === me || choice[ordinal] === 'blank');
        assert.equal(action.do, me === 0 && allBlank ? 'initiate' : 'wait', JSON.stringify({ me, desired, choice }));
        if (action.do === 'initiate') {
          assert.deepEqual(action.members, ALL.slice(0, desired).map((ordinal) => ({ _id: ordinal, host: host(ordinal) })));
        }
      }
    }
  }
});

test('only those are asked whose answer decides', () => {
  const members = [0, 1].map((id) => ({ id, host: host(id) }));
  assert.deepEqual(peersToAsk({ me: 0, desired: 3, template, self: { state: 'UNINITIALISED' } }), [1, 2]);
  assert.deepEqual(peersToAsk({ me: 1, desired: 3, template, self: { state: 'UNINITIALISED' } }), []);
  assert.deepEqual(peersToAsk({ me: 0, desired: 4, template, self: { state: 'PRIMARY', members } }), [2, 3]);
  assert.deepEqual(peersToAsk({ me: 0, desired: 4, template, self: { state: 'SECONDARY', members } }), []);
});

const primary = { id: 0, host: host(0), votes: 1, healthy: true, state: 'PRIMARY', version: 7, term: 3 };
const primaryView = (members, rest) => ({
  me: 0, desired: 1, template, peers: {}, accountsDue: [],
  self: { state: 'PRIMARY', setId: 'ours', version: 7, term: 3, majority: 1, members: [primary, ...members] },
  ...rest,
});

test('a member that a person added under a host of another kind stays', () => {
  const theirs = { id: 1, host: 'atlas.example.org:27017', votes: 1, ...MEMBERS.gone };
  assert.deepEqual(decide(primaryView([theirs])), { do: 'nothing' });
});

test('an _id that was given to another host by hand is not used twice', () => {
  const theirs = { id: 1, host: 'atlas.example.org:27017', votes: 0, ...MEMBERS.secondary };
  const view = primaryView([theirs], { desired: 2, peers: { 1: OUTSIDERS.blank } });
  assert.deepEqual(decide(view), { do: 'add', host: host(1), _id: 2 });
});

test('a member that is in the configuration under another _id is not added again', () => {
  const second = { ...MEMBERS.secondary, id: 9, host: host(1), votes: 1 };
  assert.deepEqual(decide(primaryView([second], { desired: 2 })), { do: 'nothing' });
});

test('accounts come first: a password must not wait for a member', () => {
  const view = primaryView([], { desired: 3, peers: { 1: OUTSIDERS.unreachable, 2: OUTSIDERS.unreachable }, accountsDue: ['chat'] });
  assert.deepEqual(decide(view), { do: 'ensureAccounts', accounts: ['chat'] });
});

const because = (self, rest = {}) => decide({ me: 0, desired: 3, template, self, peers: {}, ...rest }).because;
const set = (...states) => states.map((state, id) => ({ id, host: host(id), votes: 1, state, healthy: state !== 'down' }));

test('it says what a person has to do', () => {
  assert.equal(because({ state: 'UNREACHABLE', problem: 'connect ECONNREFUSED' }), 'mongod does not answer yet: connect ECONNREFUSED');
  assert.match(because({ state: 'REFUSED', problem: 'Authentication failed.' }), /started with another one: Authentication failed\.$/);
  assert.match(because({ state: 'REMOVED', members: [{ host: 'mongo-0.mongo.old.svc:27017' }] }),
    /set of other hosts \(mongo-0\.mongo\.old\.svc:27017\); if it is a restored copy, run salvage\.sh here$/);
  assert.match(because({ state: 'SECONDARY', majority: 2, members: set('SECONDARY', 'down', 'down') }),
    /no majority, mongo-1\S+, mongo-2\S+ do not answer: bring them back; only if their volumes are lost for good, run salvage\.sh$/);
  assert.match(because({ state: 'SECONDARY', majority: 2, members: set('SECONDARY', 'down', 'down') }, { desired: 1 }),
    /members above the wanted 1 went away while they were needed: want 3 again, or run salvage\.sh$/);
  assert.match(because({ state: 'STARTUP2', majority: 2, members: set('STARTUP2', 'STARTUP2', 'STARTUP2') }), /has the data; restore a backup$/);
  assert.match(because({ state: 'STARTUP2', majority: 2, members: set('STARTUP2', 'STARTUP2', 'down') }), /has the data; bring mongo-2\S+ back$/);
  assert.equal(because({ state: 'SECONDARY', majority: 2, members: set('SECONDARY', 'SECONDARY', 'down') }), 'the election of a primary');
});

test('it says why a member cannot join yet', () => {
  const blank = (peer) => decide({ me: 0, desired: 2, template, self: { state: 'UNINITIALISED' }, peers: { 1: OUTSIDERS[peer] } }).because;
  const joining = (peer) => decide(primaryView([], { desired: 2, peers: { 1: OUTSIDERS[peer] } })).because;
  assert.equal(blank('unreachable'), 'member 1 must answer before a new set is made: connect ECONNREFUSED');
  assert.equal(blank('with another key'), 'member 1 has another key file: Authentication failed.');
  assert.equal(blank('removed from this set'), 'member 1 has a set (REMOVED); its primary takes this member in');
  assert.equal(joining('unreachable'), `${host(1)} must answer before it is added: connect ECONNREFUSED`);
  assert.equal(joining('with another key'), `${host(1)} has another key file: Authentication failed.`);
  assert.equal(joining('of another set'), `${host(1)} holds the data of another set and is not added; delete its volume if nobody needs that data`);
});

test('a wanted number that is none is refused', () => {
  for (const desired of [0, 8, -1, 2.5, NaN]) {
    assert.equal(because({ state: 'UNINITIALISED' }, { desired }), `the wanted number of members must be 1 to 7, got ${desired}`);
    assert.deepEqual(peersToAsk({ me: 0, desired, template, self: { state: 'UNINITIALISED' } }), []);
  }
});

test('a host belongs to the template only with a plain ordinal', () => {
  assert.equal(ordinalOf(template, host(12)), 12);
  for (const other of ['mongo-.mongo.chat.svc.cluster.local:27017', 'mongo-01.mongo.chat.svc.cluster.local:27017', 'mongo-1.mongo.test.svc.cluster.local:27017', 'mongo-1.mongo.chat.svc.cluster.local:27018']) {
    assert.equal(ordinalOf(template, other), -1);
  }
});

test('a primary does not take in the primary of the other side, nor one whose writes are being rolled back', () => {
  for (const state of ['PRIMARY', 'ROLLBACK']) {
    const view = { me: 0, desired: 2, template, accountsDue: [], peers: { 1: { state, setId: 'ours' } },
      self: { state: 'PRIMARY', setId: 'ours', version: 7, term: 3, majority: 1, members: [primary] } };
    assert.equal(decide(view).do, 'wait');
    assert.match(decide(view).because, new RegExp(`is ${state} of the same set and is not added`));
  }
});

test('a member that recovers may be too stale to do so', () => {
  const members = [{ id: 0, host: host(0), votes: 1, healthy: true, state: 'RECOVERING' }, { id: 1, host: host(1), votes: 1, healthy: true, state: 'PRIMARY' }];
  assert.match(decide({ me: 0, desired: 2, template, self: { state: 'RECOVERING', members } }).because, /longer than their oplog reaches/);
});
