'use strict';
// What is replayed after a restore is the chat's alone. `mongodump --oplog` takes the oplog of every database, mongorestore
// replays all of it: files of a store that keeps their names in the same set would come back as names without content, and
// accounts would get their old passwords. Reads an archive and leaves those entries out. For a separate database, it gives the
// archive that of a database of another name would be: mongorestore renames no database whose oplog it replays. Pure; runs in
// mongosh and in Node.
//
// An archive is four bytes, then blocks: a header document, documents, 0xffffffff. The first has what else there is of each
// collection. After it the header names the collection of what follows; one with EOF ends it and has the CRC-64 of all its
// documents. The oplog is the collection `oplog` of no database.

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

/** What a document has one after the other: the name, where its value begins, and the value, as the bytes that they are. */
function elementsOf(doc) {
  const elements = [];
  for (let at = 4; doc[at] !== 0;) {
    const end = doc.indexOf(0, at + 1);
    const size = sizeOf(doc[at], doc, end + 1);
    elements.push({ name: doc.toString('utf8', at + 1, end), head: doc.subarray(at, end + 1), value: doc.subarray(end + 1, end + 1 + size) });
    at = end + 1 + size;
  }
  return elements;
}

/** The values of a document by name. */
const fieldsOf = (doc) => Object.fromEntries(elementsOf(doc).map(({ name, value }) => [name, value]));

const int32 = (value) => { const bytes = Buffer.alloc(4); bytes.writeInt32LE(value); return bytes; };
const valueOf = (text) => { const bytes = Buffer.from(`${text}\0`); return Buffer.concat([int32(bytes.length), bytes]); };

/** The document with the values that `change(name, value)` gives; what it gives nothing for stays. */
function changed(doc, change) {
  const parts = elementsOf(doc).flatMap(({ name, head, value }) => [head, change(name, value) ?? value]);
  const size = parts.reduce((sum, part) => sum + part.length, 5);
  return Buffer.concat([int32(size), ...parts, Buffer.from([0])]);
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
  /** into: the name that the database gets; without it, it keeps its own, and what else the archive holds stays in it. */
  constructor(database, write, into = '') {
    Object.assign(this, { database, into, prefix: `${database}.`, write, rest: Buffer.alloc(0), pass: 4, left: 0, kept: 0 });
    // what the documents are that come next: of the beginning, of a collection that is kept or left out, or of the oplog
    Object.assign(this, { expects: 'header', of: 'beginning', begun: false, sum: new Sum(), transactions: new Set() });
  }

  push(chunk) {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    // what lies between `from` and `at` stays as it is
    let [from, at] = [0, 0];
    const replace = (size, by) => {
      this.write(bytes.subarray(from, at));
      if (by) this.write(by);
      from = at + size;
      at = from;
    };
    while (at < bytes.length) {
      if (this.pass > 0) {
        const part = Math.min(this.pass, bytes.length - at);
        this.pass -= part;
        if (this.of === 'left out') replace(part);
        else at += part;
        continue;
      }
      if (bytes.length - at < 4) break;
      const size = bytes.readUInt32LE(at);
      if (size === TERMINATOR) {
        this.expects = 'header';
        if (this.of === 'left out') replace(4);
        else at += 4;
        continue;
      }
      if (this.expects === 'body' && (this.of === 'kept' || this.of === 'left out')) {
        this.pass = size;
        continue;
      }
      if (bytes.length - at < size) break;
      const doc = bytes.subarray(at, at + size);
      const by = this.expects === 'header' ? this.header(doc) : this.of === 'oplog' ? this.entry(doc) : this.collection(doc);
      if (by === doc) at += size;
      else replace(size, by);
    }
    this.write(bytes.subarray(from, at));
    this.rest = Buffer.from(bytes.subarray(at));
  }

  end() {
    if (this.rest.length > 0 || this.pass > 0) throw new Error('the archive ends in the middle');
  }

  /** The part of a block's header that stays; nothing when the block is left out. */
  header(doc) {
    this.expects = 'body';
    if (!this.begun) {
      this.begun = true;
      return doc;
    }
    const { db, collection, EOF, CRC } = fieldsOf(doc);
    if (textOf(db) === '' && textOf(collection) === 'oplog') {
      this.of = 'oplog';
      if (EOF[0] === 1) this.sum.writeTo(CRC);
      return doc;
    }
    const goesOn = this.collection(doc);
    this.of = goesOn ? 'kept' : 'left out';
    return goesOn;
  }

  /** A document that names a database in `db`, as it is written. */
  collection(doc) {
    if (this.into === '') return doc;
    const db = textOf(fieldsOf(doc).db);
    if (db !== this.database) return db === '' ? doc : undefined;
    return changed(doc, (name) => (name === 'db' ? valueOf(this.into) : undefined));
  }

  /** An entry of the oplog, as it is written; nothing when it is not the chat's. */
  entry(doc) {
    const keep = this.isOfChat(fieldsOf(doc));
    this[keep ? 'kept' : 'left'] += 1;
    if (!keep) return undefined;
    const entry = this.into === '' ? doc : this.moved(doc);
    this.sum.add(entry);
    return entry;
  }

  /** An entry with the other name of the database in its namespace, and wherever its command has one. */
  moved(doc) {
    const other = (value) => {
      const text = textOf(value);
      return text.startsWith(this.prefix) ? valueOf(`${this.into}.${text.slice(this.prefix.length)}`) : value;
    };
    return changed(doc, (name, value) => {
      if (name === 'ns') return other(value);
      if (name !== 'o' || textOf(fieldsOf(doc).op) !== 'c') return undefined;
      return changed(value, (word, of) => {
        if (word === 'renameCollection' || word === 'to') return other(of);
        return word === 'applyOps' ? changed(of, (_, operation) => this.moved(operation)) : undefined;
      });
    });
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
