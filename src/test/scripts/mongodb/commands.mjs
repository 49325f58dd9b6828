// The model as mongosh sees it: the class Mongo and the commands that the scripts send, with answers of MongoDB's shape
// (taken from a real server of version 3.6, and the term from the documentation of 8.0).
import { CommandError } from './model.mjs';

const NOT_REACHABLE = '(not reachable/healthy)';

const COMMANDS = {
  getCmdLineOpts: () => ({ parsed: { replication: { replSet: 'rs0' } } }),
  replSetGetStatus: (member) => status(member),
  replSetGetConfig: (member) => ({ config: shown(configOf(member)) }),
  replSetInitiate: (member, config) => member.initiate(config),
  replSetReconfig: (member, config, { force = false }) => member.reconfigure({ ...config, setId: config.settings.replicaSetId }, force),
};

function configOf(member) {
  if (!member.config) throw new CommandError('NotYetInitialized', 'no replset config has been received');
  return member.config;
}

/** MongoDB shows a new member as the voter that it will be. */
const shown = ({ setId, members, ...rest }) => ({
  ...rest,
  members: members.map(({ newlyAdded, ...member }) => member),
  settings: { replicaSetId: setId },
});

function status(member) {
  const { members } = configOf(member);
  if (!member.own) throw new CommandError('InvalidReplicaSetConfig', 'we are not a member of it');
  return {
    majorityVoteCount: Math.floor(member.voters.length / 2) + 1,
    members: members.map((entry) => memberStatus(member, entry)),
  };
}

const timestamp = (seconds) => ({ getHighBitsUnsigned: () => seconds, getLowBitsUnsigned: () => 0 });

function memberStatus(member, { _id, host }) {
  const other = member.world.byHost(host);
  const self = other === member;
  const health = self || (member.hears(host) && other.config) ? 1 : 0;
  const { config } = health ? other : { config: {} };
  return {
    _id, self, health,
    stateStr: health ? other.state : NOT_REACHABLE,
    configVersion: config.version,
    configTerm: config.term,
    lastHeartbeat: new Date(1000 * (member.heard.get(host) ?? 0)),
    optime: { t: member.term, ts: timestamp(other.log.length) },
  };
}

/** The class Mongo of a shell that runs next to `from`; `between` is called before every command. */
export const mongoOf = (world, from, between) =>
  class Mongo {
    constructor(uri) {
      this.address = new URL(uri).host;
      this.member();
    }

    member() {
      between();
      const member = this.address === `127.0.0.1:${world.port}` ? from : world.byHost(this.address);
      if (!from.reaches(member)) throw new CommandError(undefined, 'connect ECONNREFUSED');
      return member;
    }

    getDB() {
      const newest = () => ({ t: this.member().term, ts: timestamp(this.member().log.length) });
      const cursor = { sort: () => cursor, limit: () => cursor, toArray: () => (this.member().log.length > 0 ? [newest()] : []) };
      return {
        getSiblingDB: () => ({ getCollection: () => ({ find: () => cursor }) }),
        runCommand: (command) => {
          const [name] = Object.keys(command);
          return COMMANDS[name](this.member(), command[name], command);
        },
      };
    }
  };
