'use strict';
// One round of the sidecar: looks, decides, does at most one step. decide.js has the rules. For load(), as members.js.

const { decide, peersToAsk } = require(`${__dirname}/decide.js`);
const { problemOf, commandFor, OWN_ROLES } = require(`${__dirname}/accounts.js`);

const RETRY_ACCOUNT_SECONDS = 60;

let lastLine = '';
/** When a member that is silent now was first seen so; MongoDB does not know it of one that it never heard. */
let silentSince = {};
/** The term in which this member counts. */
let countedTerm;
const accountsDone = {};

function round() {
  try {
    const view = readView();
    act(decide(view), view);
  } catch (error) {
    say(`waits: ${error.message}`);
  }
}

function say(line) {
  if (line !== lastLine) print(`${new Date().toISOString()} member ${me}: ${line}`);
  lastLine = line;
}

function readView() {
  const view = { me, template, desired: wantedMembers(), self: look(localAddress), peers: {}, accountsDue: [] };
  countSilence(view.self);
  for (const ordinal of peersToAsk(view)) view.peers[ordinal] = look(hostOf(template, ordinal));
  if (view.self.state === 'PRIMARY') view.accountsDue = accountsDue();
  return view;
}

/** Only a primary counts, from its election on: before that this member may have been the one who was cut off. */
function countSilence({ state, term, members = [] }) {
  if (state !== 'PRIMARY' || term !== countedTerm) silentSince = {};
  countedTerm = state === 'PRIMARY' ? term : undefined;
  const silent = members.filter(({ healthy }) => !healthy);
  // who was heard between two rounds was there
  silentSince = Object.fromEntries(silent.map(({ host, heardAt }) => [host, Math.max(silentSince[host] ?? Date.now(), heardAt ?? 0)]));
  for (const member of silent) member.silentSeconds = (Date.now() - silentSince[member.host]) / 1000;
}

function readAccount(name) {
  const folder = `${process.env.ACCOUNTS_DIR}/${name}`;
  const files = fs.readdirSync(folder).filter((file) => !file.startsWith('.'));
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(`${folder}/${file}`, 'utf8').trim()]));
}

function accountsDue() {
  return fs.readdirSync(process.env.ACCOUNTS_DIR).filter((name) => {
    const done = accountsDone[name];
    if (done && done.failedAt) return Date.now() - done.failedAt > RETRY_ACCOUNT_SECONDS * 1000;
    return !done || done.files !== JSON.stringify(readAccount(name));
  });
}

/** What no member can decide about until it is tried again; undefined when there is nothing of it. */
function unfinished() {
  const failed = Object.keys(accountsDone).filter((name) => accountsDone[name].failedAt);
  return failed.length > 0 ? `waits: the accounts ${failed.join(', ')} failed and are tried again` : undefined;
}

function act(action, view) {
  if (action.do === 'nothing') return say(unfinished() ?? 'all is as wanted');
  if (action.do === 'wait') return say(`waits: ${action.because}`);
  const admin = adminOf(localAddress);
  if (action.do === 'initiate') return initiate(admin, action);
  if (action.do !== 'ensureAccounts') return reconfigure(admin, action, view.self.version);
  for (const name of action.accounts) ensureAccount(admin, name);
}

/** MongoDB asks every member itself and refuses when one does not answer, has a set or has data. */
function initiate(admin, { members }) {
  const { parsed } = admin.runCommand({ getCmdLineOpts: 1 });
  admin.runCommand({ replSetInitiate: { _id: parsed.replication.replSet, members } });
  say(`made the set of ${members.map(({ host }) => host).join(', ')}`);
}

/** MongoDB takes a configuration only as successor of the one it has: of two that act at once, one fails and looks again. */
function reconfigure(admin, { do: step, host, _id }, version) {
  const { config } = admin.runCommand({ replSetGetConfig: 1 });
  const others = config.members.filter((member) => member.host !== host);
  config.members = step === 'add' ? [...others, { _id, host }] : others;
  config.version = version + 1;
  admin.runCommand({ replSetReconfig: config, maxTimeMS: 30000 });
  say(step === 'add' ? `added ${host}` : `removed ${host}`);
}

function ensureAccount(admin, name) {
  const files = readAccount(name);
  accountsDone[name] = { failedAt: Date.now() };
  const problem = problemOf(name, files);
  if (problem) return say(`waits: ${problem}`);
  try {
    ensureRole(admin, OWN_ROLES[name]);
    const existing = admin.runCommand({ usersInfo: files.username }).users[0];
    const command = commandFor(name, files, existing, existing && passwordWorks(files));
    if (command) {
      admin.runCommand(command);
      say(`${Object.keys(command)[0]} ${files.username} (${Object.keys(command).slice(1).join(', ')})`);
    }
    accountsDone[name] = { files: JSON.stringify(files) };
  } catch (error) {
    say(`account ${name} failed: ${error.message}`);
  }
}

function ensureRole(admin, own) {
  if (!own) return;
  const { role, privileges, roles } = own;
  const existing = admin.runCommand({ rolesInfo: role }).roles;
  if (existing.length === 0) admin.runCommand({ createRole: role, privileges, roles });
}

function passwordWorks({ username, password }) {
  try {
    connect(localAddress, username, password, 'admin');
    return true;
  } catch (error) {
    if (error.code === 18) return false;
    throw error;
  }
}
