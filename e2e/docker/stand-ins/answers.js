'use strict';
// Stands in for a program of the monitoring that is not to be had: answers everything with one metric at $STAND_IN_PORT.
// There is nothing to be compared with: it does nothing that the program does.
require('node:http')
  .createServer((request, response) => response.end('stand_in 1\n'))
  .listen(Number(process.env.STAND_IN_PORT));
process.on('SIGTERM', () => process.exit(0));
