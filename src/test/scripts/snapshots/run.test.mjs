// The whole run against an API server that is a list: node --test
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const require = createRequire(fileURLToPath(new URL('../../../main/resources/snapshots/', import.meta.url)));
const LABEL = { 'chatstack.dev/snapshots': 'scheduled' };

/** Runs with one volume, an older snapshot of it, and `answer`, which changes the list that each GET of snapshots sees. */
async function run(answer) {
  const deleted = [];
  const of = { source: { persistentVolumeClaimName: 'data-mongo-0' } };
  let snapshots = [{ metadata: { name: 'data-mongo-0-older', creationTimestamp: '2026-11-01T00:00:00Z', labels: LABEL }, spec: of, status: { readyToUse: true } },
    { metadata: { name: 'data-mongo-0-oldest', creationTimestamp: '2026-10-01T00:00:00Z', labels: LABEL }, spec: of, status: { readyToUse: true } }];
  const ask = async (method, path, body) => {
    if (method === 'DELETE') return deleted.push(path.split('/').pop());
    if (method === 'POST') return snapshots.push({ ...body, metadata: { ...body.metadata, creationTimestamp: '2026-11-29T00:00:00Z' } });
    if (path.includes('persistentvolumeclaims')) return { items: [{ metadata: { name: 'data-mongo-0' }, status: { phase: 'Bound' } }] };
    return { items: (snapshots = answer(snapshots)) };
  };
  const file = require.resolve('./kubernetes.js');
  require.cache[file] = { id: file, filename: file, loaded: true, exports: { ask, namespace: () => 'chat' } };
  delete require.cache[require.resolve('./run.js')];
  Object.assign(process.env, { SNAPSHOT_WORKLOADS: 'mongo', SNAPSHOT_KEEP: '1', SNAPSHOT_PATIENCE: '0', SNAPSHOT_PAUSE_MS: '1' });
  const failure = await require('./run.js').run().then(() => undefined, (error) => error.message);
  return { failure, deleted };
}

test('when the new ones are ready, those beyond the newest go', async () => {
  const ready = (list) => list.map((item) => ({ ...item, status: { readyToUse: true } }));
  assert.deepEqual(await run(ready), { failure: undefined, deleted: ['data-mongo-0-older', 'data-mongo-0-oldest'] });
});

test('a new one that vanishes is not ready, and nothing is deleted', async () => {
  const { failure, deleted } = await run((list) => list.filter(({ metadata }) => metadata.creationTimestamp < '2026-11-29'));
  assert.match(failure ?? 'went well', /it has vanished; nothing is deleted/);
  assert.deepEqual(deleted, []);
});
