'use strict';
// Prints as JSON what proof.js makes of the records in the file $PROOFS, one a line.
const { verdict } = require(`${__dirname}/proof.js`);
const { PROOFS, PROOF_KEY, PROOF_DAYS, RTO_SECONDS } = process.env;
const lines = require('fs').readFileSync(PROOFS, 'utf8').split('\n').filter((line) => line.trim() !== '');
print(JSON.stringify(verdict(lines, PROOF_KEY, { now: Date.now() / 1000, days: Number(PROOF_DAYS ?? 8), rto: Number(RTO_SECONDS ?? 7200) })));
