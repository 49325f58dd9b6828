#!/usr/local/bin/node
'use strict';
// Stands in for a program of Tailchat: health and readiness as its gateway has them, and a message through Valkey four times a
// second, with a new connection after each failure; a websocket stays open until it is told to stop. GET /stand-in/failures says when
// messages failed, in milliseconds, and /stand-in/promised how many did not; /stand-in/eat takes memory until there is none. Compared with the source of Tailchat of June 2026 (1.11.11)
// for its paths and the services that it lists, with no running one.
const crypto = require('node:crypto');
const http = require('node:http');
const net = require('node:net');

const { PORT, OPENAPI_PORT, ADMIN_PORT, REDIS_URL, PROMETHEUS } = process.env;
const METRICS_PORT = '13030';
const SERVICES = ['user', 'group', 'chat.message', 'chat.converse', 'config'];
const PATIENCE = 2000;
const EVERY = 250;
const failures = [];
const eaten = [];
let promised = 0;
let connection;

function send(text) {
  return new Promise((resolve, reject) => {
    if (!connection) {
      const { hostname, port, password } = new URL(REDIS_URL);
      connection = net.connect(Number(port), hostname);
      connection.write(`AUTH ${password}\r\n`);
    }
    const mine = connection;
    let heard = '';
    const end = (error) => {
      clearTimeout(timer);
      mine.removeAllListeners().on('error', () => {});
      if (error) {
        mine.destroy();
        if (connection === mine) connection = undefined;
        reject(error);
      } else resolve();
    };
    const timer = setTimeout(() => end(new Error('no answer')), PATIENCE);
    mine.on('error', end).on('close', () => end(new Error('closed')));
    mine.on('data', (part) => {
      heard += part;
      if (/^-/m.test(heard)) end(new Error(heard.trim()));
      else if (/^:\d+\r$/m.test(heard)) end();
    });
    mine.write(text);
  });
}

async function messages() {
  for (;;) {
    const at = Date.now();
    const error = await send(`INCR stand-in:${process.env.HOSTNAME}\r\n`).then(() => null, ({ message }) => message);
    if (error) failures.push({ at, took: Date.now() - at, error });
    else promised += 1;
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

/** What a path says: its text, or its value as JSON. */
const PATHS = {
  '/metrics': () => 'stand_in 1\n',
  '/health': () => ({ nodeID: process.env.HOSTNAME, services: SERVICES }),
  '/stand-in/failures': () => failures,
  '/stand-in/promised': () => promised,
  '/stand-in/eat': () => setInterval(() => eaten.push(Buffer.alloc(64 << 20, 1)), 50) && null,
};

function serve(port) {
  http
    .createServer(({ url }, response) => {
      const said = (PATHS[url.split('?')[0]] ?? (() => ({ data: null })))();
      const isText = typeof said === 'string';
      response.setHeader('Content-Type', isText ? 'text/plain; version=0.0.4' : 'application/json');
      response.end(isText ? said : JSON.stringify(said));
    })
    .on('upgrade', ({ headers }, socket) => {
      const accept = crypto.createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.on('error', () => {}).write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    })
    .listen(Number(port), '0.0.0.0');
}

[PORT, OPENAPI_PORT, ADMIN_PORT, PROMETHEUS && METRICS_PORT].filter(Boolean).forEach(serve);
if (REDIS_URL) messages();
process.on('SIGTERM', () => process.exit(0));
