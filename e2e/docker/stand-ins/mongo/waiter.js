'use strict';
// For client.js: finds the member that is meant, by the SRV record where the address is one, as a driver does; passes one line to it
// and prints the answer.
const dns = require('node:dns/promises');
const fs = require('node:fs');
const { ask } = require(`${__dirname}/set.js`);

async function member({ srv, hosts, one, primary }) {
  if (one) return hosts[0];
  if (srv) hosts = (await dns.resolveSrv(`_mongodb._tcp.${srv}`)).map(({ name, port }) => `${name}:${port}`);
  const seen = await Promise.all(hosts.map((host) =>
    ask(host, { ask: { hello: 1 } }).then(({ isWritablePrimary, secondary }) => ({ host, isWritablePrimary, secondary }), () => ({ host }))));
  const found = seen.find(({ isWritablePrimary }) => isWritablePrimary) ?? (primary ? undefined : seen.find(({ secondary }) => secondary));
  if (!found) throw new Error(`no primary among ${hosts.join(', ')}`);
  return found.host;
}

async function main() {
  const answer = await ask(await member(JSON.parse(process.argv[2])), JSON.parse(fs.readFileSync(0, 'utf8')), 15_000);
  return { answer };
}

main()
  .catch(({ message, codeName, code }) => ({ error: { message, codeName, code } }))
  .then((said) => process.stdout.write(JSON.stringify(said)));
