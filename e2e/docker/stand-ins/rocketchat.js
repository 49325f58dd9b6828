'use strict';
// Stands in for Rocket.Chat: the few paths of its REST API that the proof asks, health, metrics and the broker's port. Its messages are in the
// mongod that stands in for MongoDB, so they live exactly as long as the volume does. Compared with the documentation of the API of
// Rocket.Chat 8, with no running server.
const http = require('node:http');
const net = require('node:net');
const { Client } = require('/usr/local/lib/stand-in/client.js');

const { MONGO_URL, ADMIN_PASS, PORT, TCP_PORT, INSTANCE_IP, OVERWRITE_SETTING_Prometheus_Port: METRICS } = process.env;
const MESSAGES = 'rocketchat.rocketchat_message';
const ADMIN = { userId: 'stand-in', authToken: 'of-the-stand-in' };
const database = new Client(MONGO_URL);

const isAdmin = ({ headers }) => headers['x-auth-token'] === ADMIN.authToken && headers['x-user-id'] === ADMIN.userId;
const messages = () => database.ask({ documents: MESSAGES });

const PATHS = {
  'GET /health': () => 'ok',
  'GET /readyz': () => messages() && 'ok',
  'GET /api/info': () => ({ success: true, version: 'stand-in', servedBy: INSTANCE_IP }),
  'POST /api/v1/login': (request, { user, password }) => user === 'admin' && password === ADMIN_PASS && { status: 'success', data: ADMIN },
  'POST /api/v1/chat.postMessage': (request, { text }) => {
    if (!isAdmin(request)) return false;
    database.ask({ insert: MESSAGES, documents: [{ msg: text, ts: new Date() }] });
    return { success: true };
  },
  'GET /api/v1/channels.history': (request) => isAdmin(request) && { success: true, messages: messages() },
};

function answer(request, body) {
  const path = PATHS[`${request.method} ${request.url.split('?')[0]}`];
  if (!path) return [404, {}];
  try {
    const found = path(request, body && JSON.parse(body));
    return found ? [200, found] : [401, { status: 'error' }];
  } catch ({ message }) {
    return [503, { message }];
  }
}

messages(); // as the real one, it ends when there is no database
http
  .createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part)).on('end', () => {
      const [status, content] = answer(request, body);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content));
    });
  })
  .listen(Number(PORT));
http.createServer((request, response) => response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4' }).end('rocketchat_info{version="stand-in"} 1\n')).listen(Number(METRICS));
// where servers speak to each other; as there, the caller speaks first: what answers unasked would answer callers whom a mesh refuses
if (TCP_PORT) net.createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end('heard\n'))).listen(Number(TCP_PORT));
process.on('SIGTERM', () => process.exit(0));
