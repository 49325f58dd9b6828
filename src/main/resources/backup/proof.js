'use strict';
// A proof that can be shown: what a restore test writes down is signed, and names the record before it. Pure; runs in mongosh
// and in Node.
const crypto = require('crypto');

/** What PKCS #8 puts before the 32 bytes of an Ed25519 key, and SubjectPublicKeyInfo before those of its public half. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

const sha256 = (text) => crypto.createHash('sha256').update(text).digest();
/** What the first record names as the one before it. */
const EMPTY = sha256('').toString('hex');

/** The record with the public key and the signature over everything before it. */
function signed(record, secret) {
  const key = crypto.createPrivateKey({ key: Buffer.concat([PRIVATE, sha256(secret)]), format: 'der', type: 'pkcs8' });
  const publicKey = crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('hex');
  const content = { ...record, publicKey };
  return { ...content, signature: crypto.sign(null, Buffer.from(JSON.stringify(content)), key).toString('hex') };
}

/** `signed`, `unsigned`, or `forged`: somebody has changed it. */
function state({ signature, ...content }) {
  if (!signature) return 'unsigned';
  try {
    const key = crypto.createPublicKey({ key: Buffer.concat([PUBLIC, Buffer.from(content.publicKey, 'hex')]), format: 'der', type: 'spki' });
    return crypto.verify(null, Buffer.from(JSON.stringify(content)), key, Buffer.from(signature, 'hex')) ? 'signed' : 'forged';
  } catch {
    return 'forged';
  }
}

/** Every record as a line for people; lines: one record each, oldest first. */
function report(lines) {
  const sums = new Set(lines.map((line) => sha256(line).toString('hex')));
  return lines.map((line) => {
    const record = JSON.parse(line);
    const gap = record.previous && record.previous !== EMPTY && !sums.has(record.previous) ? '  (the record before it is gone)' : '';
    const by = record.publicKey ? `  key ${record.publicKey.slice(0, 16)}` : '';
    return `${record.restoredAt}  ${record.backup}  ${record.documents} documents  ${record.seconds} s  ${state(record)}${by}${gap}`;
  });
}

module.exports = { signed, state, report, sumOf: (line) => sha256(line).toString('hex') };
