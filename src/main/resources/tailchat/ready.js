'use strict';
// Whether this process can serve people. Tailchat's own /health says only that it runs and which services it knows:
// it stays green without a database and without Valkey.
//   REDIS_URL  as Tailchat has it
//   PORT       where its gateway listens
const net = require('node:net');

const PATIENCE = 5000;
// without one of them nobody signs in, reads or writes
const SERVICES = ['user', 'group', 'chat.message', 'chat.converse', 'config'];
const base = `http://127.0.0.1:${process.env.PORT}`;

async function answer(path) {
  const response = await fetch(base + path, { signal: AbortSignal.timeout(PATIENCE) });
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  return response.json();
}

async function servicesAreThere() {
  const { services } = await answer('/health');
  const absent = SERVICES.filter((name) => !services.includes(name));
  if (absent.length > 0) throw new Error(`no service ${absent.join(', ')}`);
}

/** Looks for an invitation that nobody has: an action that needs no sign-in, keeps nothing, and always asks MongoDB. */
const mongoAnswers = () => answer('/api/group/invite/findInviteByCode?code=readiness');

/** Every service talks to the others through it. */
function valkeyAnswers() {
  const { hostname, port, password } = new URL(process.env.REDIS_URL);
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = net.connect(Number(port), hostname, () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('Valkey does not answer')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('Valkey hung up')));
    socket.on('data', (data) => {
      heard += data;
      if (heard.includes('+PONG')) resolve(socket.destroy());
      else if (heard.includes('-')) reject(socket.destroy() && new Error(`Valkey says ${heard.trim()}`));
    });
  });
}

Promise.all([servicesAreThere(), mongoAnswers(), valkeyAnswers()]).then(
  () => process.exit(0),
  (error) => {
    console.error(`not ready: ${error.message}`);
    process.exit(1);
  },
);
