'use strict';
// For a person, through status.sh: what this member sees of its set. Changes nothing.

load(`${__dirname}/members.js`);

const { state, problem, members = [] } = look(localAddress);
print(`${hostOf(template, me)} is ${state}${problem ? `: ${problem}` : ''}`);
for (const member of members) print(`  ${member.host} ${member.state ?? 'unknown'}`);
