'use strict';
// Makes a snapshot of each volume, waits until the cloud has them, then deletes those that are too many. Deletes nothing when one of
// the new ones does not become ready.
//   SNAPSHOT_WORKLOADS  the StatefulSets whose volumes are meant, separated by spaces
//   SNAPSHOT_KEEP       how many of each volume stay
//   SNAPSHOT_CLASS      the VolumeSnapshotClass; without it the cluster's default
//   SNAPSHOT_PATIENCE   seconds until a snapshot must be ready (1800)
const { LABEL, wanted, snapshotOf, superfluous, isReady } = require(`${__dirname}/decide.js`);
const { ask, namespace } = require(`${__dirname}/kubernetes.js`);

const say = (text) => console.log(`${new Date().toISOString()} ${text}`);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function run() {
  const keep = Number(process.env.SNAPSHOT_KEEP);
  const workloads = (process.env.SNAPSHOT_WORKLOADS ?? '').split(' ').filter(Boolean);
  if (!Number.isInteger(keep) || keep < 1 || workloads.length === 0) {
    throw new Error('SNAPSHOT_KEEP must be a number and SNAPSHOT_WORKLOADS must name somebody');
  }
  const claims = `/api/v1/namespaces/${namespace()}/persistentvolumeclaims`;
  const snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace()}/volumesnapshots`;
  const ours = `${snapshots}?labelSelector=${encodeURIComponent(LABEL)}`;

  const volumes = wanted((await ask('GET', claims)).items, workloads);
  if (volumes.length === 0) throw new Error(`no volume of ${workloads.join(', ')}`);
  const made = new Date().toISOString().replace(/[-:]/g, '').replace(/\..*/, 'z').toLowerCase();
  const names = [];
  for (const volume of volumes) {
    const snapshot = snapshotOf(volume, made, process.env.SNAPSHOT_CLASS);
    await ask('POST', snapshots, snapshot);
    names.push(snapshot.metadata.name);
  }
  say(`asked for ${names.join(', ')}`);

  const end = Date.now() + 1000 * Number(process.env.SNAPSHOT_PATIENCE ?? 1800);
  for (;;) {
    const items = (await ask('GET', ours)).items;
    // one that is no longer in the list is not ready either: somebody took it away
    const waiting = names.filter((name) => !items.some((item) => item.metadata.name === name && isReady(item)));
    if (waiting.length === 0) {
      for (const name of superfluous(items, keep)) {
        await ask('DELETE', `${snapshots}/${name}`);
        say(`deleted ${name}`);
      }
      break;
    }
    if (Date.now() > end) {
      const reasons = waiting.map((name) => {
        const item = items.find(({ metadata }) => metadata.name === name);
        return `${name}: ${item ? item.status?.error?.message ?? 'not ready' : 'it has vanished'}`;
      });
      throw new Error(`${reasons.join('; ')}; nothing is deleted`);
    }
    await pause(Number(process.env.SNAPSHOT_PAUSE_MS ?? 5000));
  }
  say('all is well');
}

module.exports = { run };
