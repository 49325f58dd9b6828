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

const privateKey = (secret) => crypto.createPrivateKey({ key: Buffer.concat([PRIVATE, sha256(secret)]), format: 'der', type: 'pkcs8' });
/** The public half of what proofs are signed with, as the records hold it. */
const publicHalf = (secret) => crypto.createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('hex');

/** The record with the public key and the signature over everything before it. */
function signed(record, secret) {
  const content = { ...record, publicKey: publicHalf(secret) };
  return { ...content, signature: crypto.sign(null, Buffer.from(JSON.stringify(content)), privateKey(secret)).toString('hex') };
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
    const held = record.files === undefined ? `${record.documents} documents` : `${record.files} files, ${record.compared} compared`;
    return `${record.restoredAt}  ${record.backup}  ${held}  ${record.seconds} s  ${state(record)}${by}${gap}`;
  });
}

/**
 * Whether a restore is proven, by the records whose signature is this environment's: the newest of them, its age and duration in
 * seconds, and what is wrong, in words. lines: one record each; now: in seconds; days: how old it may be; rto: how long it may take
 */
function verdict(lines, secret, { now, days, rto }) {
  const problems = [];
  const records = lines.flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      problems.push('a record of a restore test cannot be read');
      return [];
    }
  });
  for (const record of records) if (state(record) === 'forged') problems.push(`the record of ${record.backup} is not as it was signed`);
  // another key is that of a cluster or host before this one
  const key = publicHalf(secret);
  const ours = records.filter((record) => record.publicKey === key && state(record) === 'signed')
    .sort((one, other) => Date.parse(one.restoredAt) - Date.parse(other.restoredAt));
  const newest = ours.at(-1);
  if (!newest) return { proven: false, problems: [...problems, 'no restore of a backup has been proven here yet'] };
  const age = Math.round(now - Date.parse(newest.restoredAt) / 1000);
  if (age > days * 86400) problems.push(`the newest proof is ${Math.floor(age / 86400)} days old, ${days} are promised`);
  if (newest.seconds > rto) problems.push(`the restore took ${newest.seconds} s, ${rto} are promised`);
  const { backup, restoredAt, seconds, documents, collections, files, compared } = newest;
  return { proven: problems.length === 0, backup, restoredAt, age, seconds, rto, documents, collections, files, compared, key, problems };
}

module.exports = { signed, state, report, verdict, sumOf: (line) => sha256(line).toString('hex') };
