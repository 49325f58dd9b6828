'use strict';
// Prints the records in the file $PROOFS, one a line, and whether each is as it was signed.
const { report } = require(`${__dirname}/proof.js`);
const lines = require('fs').readFileSync(process.env.PROOFS, 'utf8').split('\n').filter((line) => line.trim() !== '');
for (const line of report(lines)) print(line);
