'use strict';
// For a person, through salvage.sh: makes this member the only one of its set. reconcile.js then adds the others again.

load(`${__dirname}/members.js`);
const { refusal, othersOf, givenUp } = require(`${__dirname}/salvaging.js`);

function salvage() {
  const self = look(localAddress);
  const host = hostOf(template, me);
  const view = { host, self, others: [] };
  for (const other of othersOf(view, template, wantedMembers())) view.others.push({ host: other, ...look(other) });

  const refused = refusal(view);
  if (refused) {
    print(`refused: ${refused}`);
    return false;
  }
  print(`keeps the data of ${host}, newest write ${self.optime ? new Date(self.optime[1] * 1000).toISOString() : 'unknown'}`);
  print(`gives up ${givenUp(view).join(', ')}: writes that only they have are lost, and they must be off now`);
  if (process.env.SALVAGE !== '--yes') {
    print('nothing done; to do it: salvage.sh --yes');
    return false;
  }
  const { config } = adminOf(localAddress).runCommand({ replSetGetConfig: 1 });
  const members = [config.members.find((member) => member.host === host) ?? { _id: me, host }];
  adminOf(localAddress).runCommand({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
  print(`done: ${host} is the only member; the others are added as soon as they answer`);
  return true;
}

quit(salvage() ? 0 : 1);
