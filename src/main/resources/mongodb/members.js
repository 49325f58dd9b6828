'use strict';
// What mongosh reads from the members and says to them. For load(), not require(): mongosh waits for the answers of
// servers only in files that it loads itself.

const fs = require('fs');
const { hostOf } = require(`${__dirname}/decide.js`);

const template = process.env.MEMBER_HOST_TEMPLATE;
const me = Number(process.env.MEMBER_ORDINAL ?? require('os').hostname().match(/\d+$/)[0]);
const localAddress = `127.0.0.1:${hostOf(template, me).match(/\d+$/)[0]}`;

function connect(address, username, password, database) {
  const login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
  const limits = 'serverSelectionTimeoutMS=3000&connectTimeoutMS=3000&socketTimeoutMS=60000';
  return new Mongo(`mongodb://${login}@${address}/?authSource=${database}&authMechanism=SCRAM-SHA-256&directConnection=true&${limits}`);
}

const connections = {};

/** As the members do among themselves: the key is the password of MongoDB's own user; blanks in the file do not count. */
function adminOf(address) {
  const key = fs.readFileSync(process.env.KEY_FILE, 'utf8').replace(/\s/g, '');
  connections[address] ??= connect(address, '__system', key, 'local');
  return connections[address].getDB('admin');
}

const wantedMembers = () => Number(fs.readFileSync(process.env.MEMBERS_FILE, 'utf8'));

function look(address) {
  try {
    // not returned at once: mongosh would wait for the answer only outside of this try
    const seen = stateOf(adminOf(address));
    return seen;
  } catch (error) {
    return { state: error.code === 18 ? 'REFUSED' : 'UNREACHABLE', problem: error.message };
  }
}

function stateOf(admin) {
  let status;
  try {
    status = admin.runCommand({ replSetGetStatus: 1 });
  } catch (error) {
    if (error.codeName === 'NotYetInitialized') return { state: 'UNINITIALISED' };
    if (error.codeName !== 'InvalidReplicaSetConfig') throw error;
    status = { state: 'REMOVED', members: [] };
  }
  const { config } = admin.runCommand({ replSetGetConfig: 1 });
  const own = status.members.find((member) => member.self);
  const newest = own ? own.optime : newestEntry(admin);
  return {
    state: own ? own.stateStr : 'REMOVED',
    setId: config.settings.replicaSetId.toString(),
    version: config.version,
    term: config.term,
    optime: newest && [Number(newest.t), newest.ts.getHighBitsUnsigned(), newest.ts.getLowBitsUnsigned()],
    majority: status.majorityVoteCount,
    members: config.members.map(({ _id, host, votes }) => {
      const seen = status.members.find((member) => member._id === _id) ?? {};
      const { stateStr, health, configVersion, configTerm, lastHeartbeat } = seen;
      const heardAt = lastHeartbeat && lastHeartbeat.getTime();
      return { id: _id, host, votes, state: stateStr, healthy: health === 1, version: configVersion, term: configTerm, heardAt };
    }),
  };
}

/** The newest write of a member that its configuration does not name: MongoDB says no optime of it. */
function newestEntry(admin) {
  const [entry] = admin.getSiblingDB('local').getCollection('oplog.rs').find().sort({ $natural: -1 }).limit(1).toArray();
  return entry;
}
