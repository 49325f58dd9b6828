'use strict';
// What mongosh, or Node, is given: mongosh waits for the last value of a script. What is required is Node's alone.
require(`${__dirname}/run.js`).run().catch((error) => {
  console.log(`${new Date().toISOString()} FAILED: ${error.message}`);
  process.exit(1);
});
