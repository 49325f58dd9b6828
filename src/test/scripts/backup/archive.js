'use strict';
// The format of mongodump's archives, for the stand-ins and for tests: written after the source of mongo-tools 100.17 (common/archive,
// August 2026). mongorestore itself has not read what this writes.
const TERMINATOR = Buffer.from([0xff, 0xff, 0xff, 0xff]);
const MAGIC = Buffer.from([0x6d, 0xe2, 0x99, 0x81]);

const cstring = (text) => Buffer.from(`${text}\0`);
const int32 = (value) => { const bytes = Buffer.alloc(4); bytes.writeInt32LE(value); return bytes; };

function valueOf(value) {
  if (typeof value === 'string') return [0x02, Buffer.concat([int32(Buffer.byteLength(value) + 1), cstring(value)])];
  if (typeof value === 'boolean') return [0x08, Buffer.from([value ? 1 : 0])];
  if (typeof value === 'number') return [0x10, int32(value)];
  if (typeof value === 'bigint') { const bytes = Buffer.alloc(8); bytes.writeBigUInt64LE(value); return [0x12, bytes]; }
  if (value === null) return [0x0a, Buffer.alloc(0)];
  return [Array.isArray(value) ? 0x04 : 0x03, encode(value)];
}

function encode(document) {
  const parts = Object.entries(document).map(([name, value]) => {
    const [type, bytes] = valueOf(value);
    return Buffer.concat([Buffer.from([type]), cstring(name), bytes]);
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([int32(body.length + 5), body, Buffer.from([0])]);
}

function decode(bytes) {
  const document = {};
  for (let at = 4; bytes[at] !== 0;) {
    const end = bytes.indexOf(0, at + 1);
    const [type, name, from] = [bytes[at], bytes.toString('utf8', at + 1, end), end + 1];
    if (type === 0x02) document[name] = bytes.toString('utf8', from + 4, from + 3 + bytes.readInt32LE(from));
    else if (type === 0x03) document[name] = decode(bytes.subarray(from));
    else if (type === 0x04) document[name] = Object.values(decode(bytes.subarray(from)));
    else if (type === 0x08) document[name] = bytes[from] === 1;
    else if (type === 0x10) document[name] = bytes.readInt32LE(from);
    else if (type === 0x12) document[name] = bytes.readBigUInt64LE(from);
    else if (type === 0x0a) document[name] = null;
    else throw new Error(`type ${type}`);
    const size = { 0x02: () => 4 + bytes.readInt32LE(from), 0x03: () => bytes.readInt32LE(from), 0x04: () => bytes.readInt32LE(from), 0x08: () => 1, 0x10: () => 4, 0x12: () => 8, 0x0a: () => 0 }[type]();
    at = from + size;
  }
  return document;
}

/** CRC-64 of ECMA-182, bit by bit. */
function crc64(bytes) {
  const mask = 0xffffffffffffffffn;
  let crc = mask;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0xc96c5795d7870f42n : crc >> 1n;
  }
  return crc ^ mask;
}

const block = (header, documents) => Buffer.concat([encode(header), ...documents, TERMINATOR]);
/** What begins an archive. collections: [db, collection] */
const beginning = (collections) => Buffer.concat([MAGIC, block(
  { concurrent_collections: 4, version: '0.1', server_version: '8.0.26', tool_version: '100.18.0' },
  collections.map(([db, collection]) => encode({ db, collection, metadata: '{"options":{},"indexes":[{"v":2,"key":{"_id":1},"name":"_id_"}],"uuid":"","collectionName":"' + collection + '","type":"collection"}', size: 0, type: 'collection' })),
)]);

/** A collection with all its documents, and its end. */
function collectionOf(db, collection, documents) {
  const encoded = documents.map(encode);
  // the sum of a large one would take long bit by bit; nobody but mongorestore reads it
  const CRC = db === '' || documents.length < 100 ? crc64(Buffer.concat(encoded)) : 0n;
  return Buffer.concat([block({ db, collection, EOF: false, CRC: 0n }, encoded), block({ db, collection, EOF: true, CRC }, [])]);
}

/** Calls `each` with db, collection, documents of every collection of an archive; throws when its oplog is damaged. */
function read(bytes, each) {
  if (!bytes.subarray(0, 4).equals(MAGIC)) throw new Error('stream or file does not appear to be a mongodump archive');
  const open = new Map();
  let at = 4;
  const next = () => {
    if (bytes.length - at < 4) throw new Error('corruption found in archive; I/O error reading length or terminator');
    const size = bytes.readUInt32LE(at);
    if (size === 0xffffffff) { at += 4; return undefined; }
    at += size;
    if (at > bytes.length) throw new Error('corruption found in archive; read bson ( unexpected EOF )');
    return bytes.subarray(at - size, at);
  };
  next();
  while (next());
  while (at < bytes.length) {
    const { db, collection, EOF, CRC } = decode(next());
    const documents = open.get(`${db}.${collection}`) ?? [];
    for (let document = next(); document; document = next()) documents.push(document);
    open.set(`${db}.${collection}`, documents);
    if (EOF && db === '' && crc64(Buffer.concat(documents)) !== CRC) throw new Error(`CRC mismatch for namespace ${db}.${collection}`);
    if (EOF) each(db, collection, documents.map(decode));
  }
}

module.exports = { encode, decode, crc64, beginning, collectionOf, read };
