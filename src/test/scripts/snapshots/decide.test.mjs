import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const require = createRequire(fileURLToPath(new URL('../../../main/resources/snapshots/', import.meta.url)));
const { LABEL, wanted, snapshotOf, superfluous } = require('./decide.js');

const claim = (name, phase = 'Bound') => ({ metadata: { name }, status: { phase } });

const snapshot = (name, day, { ready = true, label = 'scheduled', of = 'data-mongo-0' } = {}) => ({
  metadata: { name, creationTimestamp: `2026-11-${day}T03:37:00Z`, labels: label ? { [LABEL]: label } : {} },
  spec: { source: { persistentVolumeClaimName: of } },
  status: { readyToUse: ready },
});

test('volumes of the named workloads are meant, and no others', () => {
  const claims = ['data-mongo-1', 'data-mongo-0', 'data-mongo-arbiter-0', 'mongodb-backups', 'data-loki-0', 'mongo-0-copy'].map((name) => claim(name));
  assert.deepEqual(wanted(claims, ['mongo']), ['data-mongo-0', 'data-mongo-1']);
  assert.deepEqual(wanted(claims, ['mongo', 'loki']), ['data-loki-0', 'data-mongo-0', 'data-mongo-1']);
});

test('a claim without a disk, or one that is being deleted, is left alone', () => {
  const going = claim('data-mongo-1');
  going.metadata.deletionTimestamp = '2026-11-21T00:00:00Z';
  assert.deepEqual(wanted([claim('data-mongo-0', 'Pending'), going], ['mongo']), []);
});

test('a snapshot names its claim, its time and its class', () => {
  const made = snapshotOf('data-mongo-0', '20261121t033700z', 'disk-snapshots');
  assert.equal(made.metadata.name, 'data-mongo-0-20261121t033700z');
  assert.equal(made.spec.source.persistentVolumeClaimName, 'data-mongo-0');
  assert.equal(made.spec.volumeSnapshotClassName, 'disk-snapshots');
});

test('without a class the default of the cluster is used', () => {
  assert.ok(!('volumeSnapshotClassName' in snapshotOf('a-b-0', 't', undefined).spec));
});

test('the newest of each volume stay', () => {
  const all = ['10', '12', '11', '13'].map((day) => snapshot(`s-${day}`, day));
  assert.deepEqual(superfluous(all, 2), ['s-10', 's-11']);
  const other = ['10', '11'].map((day) => snapshot(`o-${day}`, day, { of: 'data-mongo-1' }));
  assert.deepEqual(superfluous([...all, ...other], 2), ['s-10', 's-11']);
});

test('what a person made is never deleted', () => {
  const byHand = ['01', '02', '03'].map((day) => snapshot(`before-upgrade-${day}`, day, { label: null }));
  assert.deepEqual(superfluous([...byHand, snapshot('s-10', '10')], 1), []);
});

test('one that never became ready goes when a newer one did, and counts for nothing', () => {
  const all = [snapshot('s-10', '10'), snapshot('s-11', '11', { ready: false }), snapshot('s-12', '12'), snapshot('s-13', '13', { ready: false })];
  assert.deepEqual(superfluous(all, 2), ['s-11']);
});

test('the last ready one stays, whatever was asked for and however many failed since', () => {
  const failed = ['11', '12', '13'].map((day) => snapshot(`s-${day}`, day, { ready: false }));
  assert.deepEqual(superfluous([snapshot('s-10', '10'), ...failed], 0), []);
});

test('those of a volume that is gone are thinned out too, but for the newest', () => {
  const gone = ['10', '11'].map((day) => snapshot(`g-${day}`, day, { of: 'data-mongo-4' }));
  assert.deepEqual(superfluous([...gone, snapshot('s-12', '12')], 1), ['g-10']);
});
