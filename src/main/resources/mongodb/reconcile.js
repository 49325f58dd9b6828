'use strict';
// The sidecar's hour of rounds; reconcile.sh then starts a fresh mongosh.

load(`${__dirname}/members.js`);
load(`${__dirname}/round.js`);

const ROUND_SECONDS = 5;
const ROUNDS = 720;

for (let count = 0; count < ROUNDS; count++) {
  round();
  sleep(ROUND_SECONDS * 1000);
}
