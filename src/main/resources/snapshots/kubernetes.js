'use strict';
// The API server as a pod reaches it: by the address, the token and the authority that the kubelet brings.
const fs = require('fs');
const https = require('https');

const MOUNT = process.env.KUBERNETES_MOUNT ?? '/var/run/secrets/kubernetes.io/serviceaccount';
const PATIENCE_MS = 30_000;

const read = (file) => fs.readFileSync(`${MOUNT}/${file}`, 'utf8').trim();

// The answer as an object; throws what the server says when it refuses.
function ask(method, path, body) {
  const content = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = https.request({
      host: process.env.KUBERNETES_SERVICE_HOST,
      port: process.env.KUBERNETES_SERVICE_PORT,
      ca: read('ca.crt'),
      method,
      path,
      headers: {
        authorization: `Bearer ${read('token')}`,
        accept: 'application/json',
        ...(content === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
      },
      timeout: PATIENCE_MS,
    }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (response.statusCode >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${messageOf(text)}`));
        else resolve(JSON.parse(text));
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer`)));
    request.on('error', reject);
    request.end(content);
  });
}

function messageOf(text) {
  try {
    return JSON.parse(text).message ?? text;
  } catch {
    return text;
  }
}

const namespace = () => read('namespace');

module.exports = { ask, namespace };
