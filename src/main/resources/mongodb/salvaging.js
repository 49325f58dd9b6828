'use strict';
// When a person may make this member the only one of its set, by force. Pure, as decide.js.
//
// A view: host of this member, self as in decide.js with its optime [term, seconds, count], and others, what every other
// member answers: [{ host, state, setId, optime }].

const { hostOf } = require(`${__dirname}/decide.js`);

/** Who has to be asked: the members that the configuration names and those that are wanted. */
function othersOf({ host, self }, template, wanted) {
  const hosts = Array.from({ length: wanted }, (_, ordinal) => hostOf(template, ordinal));
  for (const member of self.members ?? []) hosts.push(member.host);
  return [...new Set(hosts)].filter((other) => other !== host);
}

/** Why this member must not be salvaged; undefined when a person may decide to. */
function refusal({ host, self, others }) {
  const primary = self.state === 'PRIMARY' ? { host } : others.find(({ state }) => state === 'PRIMARY');
  if (primary) return `${primary.host} is primary: the set works, change the wanted number of members instead`;
  if (!['SECONDARY', 'REMOVED'].includes(self.state)) return `this member is ${self.state}: only a SECONDARY, or a REMOVED member of a copy, has data to keep`;
  const sameSet = others.filter(({ setId }) => setId === self.setId);
  const answering = sameSet.filter(({ state }) => state === 'SECONDARY');
  if (self.state === 'SECONDARY' && answering.length + 1 > self.members.length / 2) {
    return `${answering.map((other) => other.host).join(', ')} and this member are a majority: they elect a primary without help`;
  }
  // of copies, whose configuration names other hosts, every one is REMOVED
  const newer = sameSet.find(({ state, optime }) => ['SECONDARY', 'REMOVED'].includes(state) && optime && isNewer(optime, self.optime));
  return newer && `${newer.host} has newer writes: run salvage.sh there`;
}

/** The hosts that lose what only they have. */
const givenUp = ({ host, self }) => self.members.map((member) => member.host).filter((other) => other !== host);

function isNewer(some, other) {
  if (!other) return true;
  const index = some.findIndex((part, i) => part !== other[i]);
  return index >= 0 && some[index] > other[index];
}

module.exports = { othersOf, refusal, givenUp };
