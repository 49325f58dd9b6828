'use strict';
// Prints the record in $PROOF signed with $PROOF_KEY; without a key as it is.
const { signed } = require(`${__dirname}/proof.js`);
const record = JSON.parse(process.env.PROOF);
print(JSON.stringify(process.env.PROOF_KEY ? signed(record, process.env.PROOF_KEY) : record));
