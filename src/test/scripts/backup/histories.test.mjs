// The histories, and what ties them to the scripts: node --test
// BACKUP_HISTORIES=100000 node --test histories.test.mjs runs longer than the build does.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { History, randomOf } from './histories.mjs';
import { deletionsOf, forget, isOther, latestOf, momentOf, nameOf, statesOf } from './rules.mjs';

const HISTORIES = Number(process.env.BACKUP_HISTORIES ?? 400);
const FIRST = Number(process.env.BACKUP_FIRST_HISTORY ?? 1);
const folder = fileURLToPath(new URL('../../../main/resources/backup/', import.meta.url));
const text = (file) => readFileSync(folder + file, 'utf8');

function lives(first, count, script) {
  const sums = {};
  const failed = [];
  for (let seed = first; seed < first + count; seed++) {
    const history = new History(seed, { script }).run();
    if (history.failure) failed.push(history);
    for (const [what, number] of Object.entries(history.counts)) sums[what] = (sums[what] ?? 0) + number;
    if (seed % 500 === 0) forget();
  }
  return { sums, failed };
}

test('whatever acts, whenever it is killed: no good backup is lost, no wrong one is called good, nothing is silent', () => {
  const { sums, failed } = lives(FIRST, HISTORIES, {});
  console.log(`${HISTORIES} histories: ${JSON.stringify(sums)}`);
  assert.deepEqual(failed.map(({ seed, failure, lines }) => `history ${seed}: ${failure}\n${lines.slice(-30).join('\n')}`), []);
  for (const what of ['backups', 'restores', 'deletions', 'tests', 'kills', 'refusals', 'disasters', 'growths', 'salvages', 'withoutRoom']) assert.ok(sums[what] > 0, what);
});

/** What each rule of the scripts prevents, and a history in which it would happen without it: rare ones are looked for once. */
const RULES = [
  ['lineage', /last good backup|latest was/], ['marksStore', /wrong disk/], ['clock', /future|last good backup|wrong/],
  ['room', /disk of the members is full/], ['marksInOplog', /in the middle of a restore/],
  ['pins', /was deleted while the database was empty for it/, 193], ['testGivesWay', /disk of the members is full/, 1329],
  ['noticesSalvage', /in the middle of a restore/, 5418],
];
for (const [rule, what, seed] of RULES) {
  test(`the histories notice when a script goes without the rule '${rule}'`, () => {
    const { failed } = seed ? lives(seed, 1, { [rule]: false }) : lives(1, 300, { [rule]: false });
    assert.ok(failed.some(({ failure }) => what.test(failure)), `${failed.length} failed`);
    if (seed) assert.equal(new History(seed).run().failure, undefined);
  });
}

/** A store at random, as the model keeps it. */
function storeOf(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const start = Date.UTC(2026, 9, 1) / 1000;
  const objects = [];
  const manifests = [];
  const names = [];
  for (let time = start, i = 0; i < random() * 30; i++) {
    const name = nameOf((time += random() * pick([600, 7200, 90000])), i);
    names.push(name);
    const size = 100 + i;
    if (random() < 0.95) objects.push({ Path: `${name}.archive.gz`, Size: random() < 0.9 ? size : 7 });
    if (random() < 0.85) {
      objects.push({ Path: `${name}.manifest.json`, Size: 300 });
      const set = pick(['a', 'a', 'a', 'b', 'c', null]);
      const restored = random() < 0.2 ? { name: pick(names), set: pick(['a', 'b', null]), into: pick(['a', 'b', 'c']) } : null;
      if (random() < 0.95) manifests.push({ format: 1, name, size, set, setMade: set && start + (set.charCodeAt(0) - 98) * 86400, restored, anew: random() < 0.05, product: 'p', chatVersion: '1', documents: pick([10, 900, 1500, 5000]) });
    }
    if (random() < 0.2) objects.push({ Path: `restored/${name}.json`, Size: 9 });
    if (random() < 0.1) objects.push({ Path: `restoring/${name}.${nameOf(time + random() * 900000, 0).slice(0, 16)}.json`, Size: 3 });
  }
  objects.push({ Path: 'notes.txt', Size: 1 }, { Path: 'chatstack-store.json', Size: 1 });
  const now = Math.floor((names.length > 0 ? momentOf(names.at(-1)) : start) + pick([-90000, 60, 4000, 900000]));
  const here = { set: pick(['a', 'b', 'z']), setMade: start + 86400, restored: pick([null, { into: 'z' }, { into: 'a' }]) };
  return { objects, manifests, now, here };
}

test('what the histories decide by are the decisions of the scripts', () => {
  const random = randomOf(7);
  const counts = { newest: 1, hourly: 3, daily: 2, weekly: 1 };
  const stores = Array.from({ length: 600 }, () => storeOf(random));
  const lines = stores.map(({ objects, manifests, now, here }) => JSON.stringify({
    objects, now, here, manifests: manifests.map(({ documents, ...manifest }) => JSON.stringify({ ...manifest, collections: { 'c.m': { documents } } })).join('\n') }));
  const functions = ['states', 'retention'].map((name) => `def ${name}($manifest_lines; $now; $newest; $hourly; $daily; $weekly; $locked): ${text(`${name}.jq`)};`).join('\n');
  const program = `${text('lineage.jq')} ${functions}
    . as $store | ($store.objects | states($store.manifests; $store.now; 0; 0; 0; 0; 0)) as $all
    | {states: $all | map({name, state, documents, set, pinned}), deletions: [$all | retention(""; $store.now; 1; 3; 2; 1; 0)],
       other: ([$all | other_than($store.here)] | length > 0), latest: ($all | latest | .name)}`;
  const said = execFileSync('jq', ['-c', program], { input: lines.join('\n'), maxBuffer: 1 << 28 }).toString().trim().split('\n').map((line) => JSON.parse(line));
  stores.forEach(({ objects, manifests, now, here }, i) => {
    const all = statesOf(objects, manifests, now);
    const ours = { states: all.map(({ name, state, documents, set, pinned }) => ({ name, state, documents, set, pinned })), deletions: deletionsOf(all, counts, now), other: isOther(all, here), latest: latestOf(all) ?? null };
    assert.deepEqual(ours, said[i], `store ${i}`);
  });
  assert.ok(said.some(({ deletions }) => deletions.length > 0) && said.some(({ other }) => other) && said.some(({ latest }) => latest));
});
