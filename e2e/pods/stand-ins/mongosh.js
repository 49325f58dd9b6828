#!/usr/local/bin/node
'use strict';
// Stands in for mongosh beside a mongod that keeps nothing: it lives a while, as a round of the reconciler does, and ends well.
setTimeout(() => process.exit(0), 30_000);
process.on('SIGTERM', () => process.exit(0));
