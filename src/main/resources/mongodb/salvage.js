'use strict';
// For a person, through salvage.sh: makes this member the only one of its set. reconcile.js then adds the others again.

load(`${__dirname}/members.js`);
const { refusal, givenUp } = require(`${__dirname}/salvaging.js`);

const host = hostOf(template, me);
const self = look(localAddress);
const others = [];
for (const member of self.members ?? []) {
  if (member.host !== host) others.push({ host: member.host, ...look(member.host) });
}
const view = { host, self, others };
const refused = refusal(view);

if (refused) {
  print(`refused: ${refused}`);
  quit(1);
}
print(`keeps the data of ${host}, newest write ${self.optime ? new Date(self.optime[1] * 1000).toISOString() : 'unknown'}`);
print(`gives up ${givenUp(view).join(', ')}: writes that only they have are lost, and they must be off now`);
if (process.env.SALVAGE !== '--yes') {
  print('nothing done; to do it: salvage.sh --yes');
  quit(1);
}

const { config } = adminOf(localAddress).runCommand({ replSetGetConfig: 1 });
const own = config.members.find((member) => member.host === host) ?? { _id: me, host };
adminOf(localAddress).runCommand({ replSetReconfig: { ...config, members: [own], version: config.version + 1 }, force: true });
print(`done: ${host} is the only member; the others are added as soon as they answer`);
