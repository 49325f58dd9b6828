'use strict';
// What a member of the replica set does next. Pure: no clock, no network, no shell; runs in mongosh and in Node.
//
// A view is what one member sees:
//   me        its ordinal                      desired   how many members are wanted (ordinals 0 to desired-1)
//   template  host name with %d for the ordinal
//   self      { state, problem, setId, version, term, majority (votes that it takes; a new member has none before it
//               has its data, though its configuration says 1),
//               members: [{ id, host, votes, state, healthy, silentSeconds, version, term }] }
//   peers     { ordinal: { state, problem, setId } } of the ordinals that `peersToAsk` named
//   accountsDue  names of the accounts that have to be made or checked
// A state is MongoDB's own word (PRIMARY, SECONDARY, STARTUP2, …, REMOVED) or UNREACHABLE, REFUSED (another key file),
// UNINITIALISED (no configuration).
//
// An action is { do, because?, … }; `do` is one of: nothing, wait, ensureAccounts, initiate, add, remove.

/** The kubelet brings a changed ConfigMap within about two minutes: an old member count must not remove anyone. */
const REMOVE_AFTER_SECONDS = 180;
const MOST_VOTERS = 7;

const hostOf = (template, ordinal) => template.replace('%d', ordinal);

/** The ordinal of a host, or -1 when the template did not make it. */
function ordinalOf(template, host) {
  const [before, after] = template.split('%d');
  if (!host.startsWith(before) || !host.endsWith(after)) return -1;
  const digits = host.slice(before.length, host.length - after.length);
  return /^(0|[1-9]\d*)$/.test(digits) ? Number(digits) : -1;
}

const wait = (because) => ({ do: 'wait', because });
const nothing = { do: 'nothing' };
const ordinals = (count) => Array.from({ length: count }, (_, ordinal) => ordinal);

/** The ordinals whose state this member has to ask for itself before it can decide; a set tells the rest. */
function peersToAsk(view) {
  const { me, desired, self } = view;
  if (!validCount(desired)) return [];
  if (self.state === 'UNINITIALISED' && me === 0) return ordinals(desired).filter((ordinal) => ordinal !== me);
  if (self.state === 'PRIMARY') return missing(view);
  return [];
}

function decide(view) {
  if (!validCount(view.desired)) return wait(`the wanted number of members must be 1 to ${MOST_VOTERS}, got ${view.desired}`);
  switch (view.self.state) {
    case 'UNREACHABLE':
      return wait(`mongod does not answer yet: ${view.self.problem}`);
    case 'REFUSED':
      return wait(`mongod refuses the key file, it was started with another one: ${view.self.problem}`);
    case 'UNINITIALISED':
      return withoutSet(view);
    case 'REMOVED':
      return outsideSet(view);
    case 'PRIMARY':
      return asPrimary(view);
    default:
      return asFollower(view);
  }
}

/** A new set comes only from ordinal 0, and only when nobody wanted can possibly hold an older one. */
function withoutSet({ me, desired, template, peers }) {
  if (me !== 0) return wait('member 0 to make the set, or the primary of the set to take this member in');
  for (const ordinal of ordinals(desired).slice(1)) {
    const { state, problem } = peers[ordinal];
    if (state === 'UNREACHABLE') return wait(`member ${ordinal} must answer before a new set is made: ${problem}`);
    if (state === 'REFUSED') return wait(`member ${ordinal} has another key file: ${problem}`);
    if (state !== 'UNINITIALISED') return wait(`member ${ordinal} has a set (${state}); its primary takes this member in`);
  }
  return { do: 'initiate', members: ordinals(desired).map((ordinal) => ({ _id: ordinal, host: hostOf(template, ordinal) })) };
}

/** This member has a configuration that does not name it. */
function outsideSet({ me, desired, template, self }) {
  if (self.members.every(({ host }) => ordinalOf(template, host) < 0)) {
    const hosts = self.members.map(({ host }) => host).join(', ');
    return wait(`the data belongs to a set of other hosts (${hosts}); if it is a restored copy, run salvage.sh here`);
  }
  if (me >= desired) return nothing;
  return wait('the primary of the set to take this member in again');
}

function asFollower({ desired, template, self }) {
  const { members, state } = self;
  if (members.some((member) => member.state === 'PRIMARY' && member.healthy)) {
    return state === 'SECONDARY' ? nothing : wait(recovering(state));
  }
  const silent = members.filter(({ votes, healthy }) => votes > 0 && !healthy).map(({ host }) => host);
  if (isMajority(self, ({ healthy }) => healthy)) {
    if (members.some((member) => member.state === 'SECONDARY' && member.healthy)) return wait('the election of a primary');
    return wait(`no member that answers has the data; ${silent.length > 0 ? `bring ${silent.join(', ')} back` : 'restore a backup'}`);
  }
  const dropped = silent.filter((host) => ordinalOf(template, host) >= desired);
  const remedy = dropped.length > 0
    ? `members above the wanted ${desired} went away while they were needed: want ${members.length} again, or run salvage.sh`
    : 'bring them back; only if their volumes are lost for good, run salvage.sh';
  return wait(`no majority, ${silent.join(', ')} do not answer: ${remedy}`);
}

function recovering(state) {
  const byItself = `this member is in state ${state}, it gets its data from the others automatically`;
  return state === 'RECOVERING' ? `${byItself}, unless it was away for longer than their oplog reaches: then it needs an empty volume` : byItself;
}

function asPrimary(view) {
  const { self } = view;
  if (view.accountsDue.length > 0) return { do: 'ensureAccounts', accounts: view.accountsDue };
  const unsettled = unsettledBecause(self);
  const steps = [...removals(view), ...additions(view)];
  const step = steps.find((action) => action.do !== 'wait');
  if (step && unsettled) return wait(`${unsettled}, before ${step.do === 'add' ? 'adding' : 'removing'} ${step.host}`);
  if (step) return step;
  return steps.length > 0 ? wait(steps.map(({ because }) => because).join('; ')) : nothing;
}

/** Why the configuration must not change now; undefined when it may. */
function unsettledBecause(self) {
  const { members, version, term } = self;
  if (!isMajority(self, hasData)) return 'a majority must have its data';
  const behind = members.find((member) => member.healthy && (member.version !== version || member.term !== term));
  return behind && `${behind.host} must have the current configuration`;
}

/** Surplus members go one by one, the highest first; only such as no longer exist, never one that answers. */
function removals({ desired, template, self }) {
  return self.members
    .map(({ host, healthy, silentSeconds }) => ({ host, healthy, silentSeconds, ordinal: ordinalOf(template, host) }))
    .filter(({ ordinal }) => ordinal >= desired)
    .sort((a, b) => b.ordinal - a.ordinal)
    .map(({ host, healthy, silentSeconds }) => {
      if (healthy) return wait(`${host} is no longer wanted but still runs`);
      if (silentSeconds < REMOVE_AFTER_SECONDS) {
        return wait(`${host} is no longer wanted; it leaves the set when it was silent for ${REMOVE_AFTER_SECONDS} seconds`);
      }
      return { do: 'remove', host };
    });
}

function missing({ me, desired, template, self }) {
  return ordinals(desired).filter(
    (ordinal) => ordinal !== me && !self.members.some(({ host }) => host === hostOf(template, ordinal)));
}

/** Wanted members come one by one, the lowest first; the next when the last one has its data. */
function additions(view) {
  const { template, self, peers } = view;
  return missing(view).map((ordinal) => {
    const host = hostOf(template, ordinal);
    const { state, problem, setId } = peers[ordinal];
    if (state === 'UNREACHABLE') return wait(`${host} must answer before it is added: ${problem}`);
    if (state === 'REFUSED') return wait(`${host} has another key file: ${problem}`);
    if (state !== 'UNINITIALISED' && setId !== self.setId) {
      return wait(`${host} holds the data of another set and is not added; delete its volume if nobody needs that data`);
    }
    // the other side of a set that was parted: its newer writes would be rolled back
    if (state === 'PRIMARY' || state === 'ROLLBACK') return wait(`${host} is ${state} of the same set and is not added: one of the two sides must go, docs/mongodb.md says how to choose`);
    const syncing = self.members.find((member) => member.state === 'STARTUP2' && member.healthy);
    if (syncing) return wait(`${syncing.host} must have its data before ${host} is added`);
    return { do: 'add', host, _id: freeId(self.members, ordinal) };
  });
}

/** The ordinal, unless someone gave it to another host by hand. */
function freeId(members, ordinal) {
  const taken = members.map(({ id }) => id);
  return taken.includes(ordinal) ? Math.max(...taken) + 1 : ordinal;
}

const hasData = ({ healthy, state }) => healthy && ['PRIMARY', 'SECONDARY', 'ARBITER'].includes(state);

const isMajority = ({ members, majority }, isSo) => members.filter((member) => member.votes > 0 && isSo(member)).length >= majority;

const validCount = (desired) => Number.isInteger(desired) && desired >= 1 && desired <= MOST_VOTERS;

module.exports = { decide, peersToAsk, hostOf, ordinalOf, REMOVE_AFTER_SECONDS };
