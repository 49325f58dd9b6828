'use strict';
// Whether the server answers at the address that is the argument: for images that have no curl.
fetch(process.argv[2]).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1));
