'use strict';
// What is replayed after a restore is the chat's alone. `mongodump --oplog` takes the oplog of every database, mongorestore
// replays all of it: files of a store that keeps their names in the same set would come back as names without content, and
// accounts would get their old passwords. Reads an archive and leaves those entries out. Pure; runs in mongosh and in Node.
//
// An archive is four bytes, then blocks: a header document, documents, 0xffffffff. The header names the collection of what
// follows; one with EOF ends it and has the CRC-64 of all its documents. The oplog is the collection `oplog` of no database.

const TERMINATOR = 0xffffffff;
/** Bytes of a value of each type of BSON whose size is fixed. */
const FIXED = { 0x01: 8, 0x06: 0, 0x07: 12, 0x08: 1, 0x09: 8, 0x0a: 0, 0x10: 4, 0x11: 8, 0x12: 8, 0x13: 16, 0x7f: 0, 0xff: 0 };
/** Bytes to add to the length that a value of each other type begins with. */
const COUNTED = { 0x02: 4, 0x03: 0, 0x04: 0, 0x05: 5, 0x0c: 16, 0x0d: 4, 0x0e: 4, 0x0f: 0 };

function sizeOf(type, doc, at) {
  if (type in FIXED) return FIXED[type];
  if (type in COUNTED) return COUNTED[type] + doc.readInt32LE(at);
  if (type === 0x0b) return doc.indexOf(0, doc.indexOf(0, at) + 1) + 1 - at;
  throw new Error(`the archive holds a value of the unknown type ${type}`);
}

/** The values of a document by name, as the bytes that they are. */
function fieldsOf(doc) {
  const fields = {};
  for (let at = 4; doc[at] !== 0;) {
    const end = doc.indexOf(0, at + 1);
    const name = doc.toString('utf8', at + 1, end);
    const size = sizeOf(doc[at], doc, end + 1);
    fields[name] = doc.subarray(end + 1, end + 1 + size);
    at = end + 1 + size;
  }
  return fields;
}

const textOf = (value) => value && value.toString('utf8', 4, value.length - 1);

// CRC-64 as Go's crc64.ECMA, in halves, as numbers have 53 bits
const TABLE = Array.from({ length: 256 }, (_, index) => {
  let [high, low] = [0, index];
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (odd) [high, low] = [(high ^ 0xc96c5795) >>> 0, (low ^ 0xd7870f42) >>> 0];
  }
  return [high, low];
});

class Sum {
  constructor() { [this.high, this.low] = [0xffffffff, 0xffffffff]; }

  add(bytes) {
    let { high, low } = this;
    for (const byte of bytes) {
      const [tableHigh, tableLow] = TABLE[(low ^ byte) & 0xff];
      low = (((low >>> 8) | (high << 24)) ^ tableLow) >>> 0;
      high = ((high >>> 8) ^ tableHigh) >>> 0;
    }
    Object.assign(this, { high, low });
  }

  writeTo(field) {
    field.writeUInt32LE(~this.low >>> 0, 0);
    field.writeUInt32LE(~this.high >>> 0, 4);
  }
}

class ChatOnly {
  constructor(database, write) {
    Object.assign(this, { prefix: `${database}.`, write, rest: Buffer.alloc(0), pass: 4, expects: 'header', ofOplog: false });
    Object.assign(this, { sum: new Sum(), transactions: new Set(), kept: 0, left: 0 });
  }

  push(chunk) {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    // what lies between `from` and `at` goes on as it is
    let [from, at] = [0, 0];
    while (at < bytes.length) {
      if (this.pass > 0) {
        const part = Math.min(this.pass, bytes.length - at);
        this.pass -= part;
        at += part;
        continue;
      }
      if (bytes.length - at < 4) break;
      const size = bytes.readUInt32LE(at);
      if (size === TERMINATOR) {
        this.expects = 'header';
        at += 4;
        continue;
      }
      if (this.expects === 'body' && !this.ofOplog) {
        this.pass = size;
        continue;
      }
      if (bytes.length - at < size) break;
      const doc = bytes.subarray(at, at + size);
      if (this.expects === 'header') this.header(doc);
      else if (!this.entry(doc)) {
        this.write(bytes.subarray(from, at));
        from = at + size;
      }
      at += size;
    }
    this.write(bytes.subarray(from, at));
    this.rest = Buffer.from(bytes.subarray(at));
  }

  end() {
    if (this.rest.length > 0 || this.pass > 0) throw new Error('the archive ends in the middle');
  }

  header(doc) {
    const { db, collection, EOF, CRC } = fieldsOf(doc);
    this.ofOplog = collection !== undefined && textOf(db) === '' && textOf(collection) === 'oplog';
    if (this.ofOplog && EOF[0] === 1) this.sum.writeTo(CRC);
    this.expects = 'body';
  }

  /** Whether an entry of the oplog is the chat's. */
  entry(doc) {
    const keep = this.isOfChat(fieldsOf(doc));
    if (keep) this.sum.add(doc);
    this[keep ? 'kept' : 'left'] += 1;
    return keep;
  }

  isOfChat({ ns, o, lsid, txnNumber }) {
    if (textOf(ns).startsWith(this.prefix)) return true;
    if (textOf(ns) !== 'admin.$cmd' || !o) return false;
    const transaction = lsid && txnNumber && Buffer.concat([lsid, txnNumber]).toString('hex');
    const { applyOps } = fieldsOf(o);
    // the end of a transaction names no collection
    if (!applyOps) return this.transactions.has(transaction);
    const ours = Object.values(fieldsOf(applyOps)).some((op) => textOf(fieldsOf(op).ns).startsWith(this.prefix));
    if (ours && transaction) this.transactions.add(transaction);
    return ours || (transaction !== undefined && this.transactions.has(transaction));
  }
}

module.exports = { ChatOnly, fieldsOf };
