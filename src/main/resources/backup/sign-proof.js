'use strict';
// Prints the record in $PROOF signed with $PROOF_KEY.
const { signed } = require(`${__dirname}/proof.js`);
print(JSON.stringify(signed(JSON.parse(process.env.PROOF), process.env.PROOF_KEY)));
