'use strict';
// Of which volumes a snapshot is made, and which snapshots go. Pure: no clock, no network; runs in mongosh and in Node.

// What we made carries this label; what a person made stays.
const LABEL = 'chatstack.dev/snapshots';

// Names of the claims that belong to one of the workloads and have a disk. A StatefulSet names its claims after itself.
function wanted(claims, workloads) {
  return claims
    .filter((claim) => claim.status?.phase === 'Bound' && !claim.metadata.deletionTimestamp)
    .map((claim) => claim.metadata.name)
    .filter((name) => workloads.some((workload) => new RegExp(`-${workload}-\\d+$`).test(name)))
    .sort();
}

// The object for one claim. `made` is the time in the name, in UTC, so that names sort by time.
function snapshotOf(claim, made, snapshotClass) {
  return {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name: `${claim}-${made}`, labels: { [LABEL]: 'scheduled' } },
    spec: {
      ...(snapshotClass ? { volumeSnapshotClassName: snapshotClass } : {}),
      source: { persistentVolumeClaimName: claim },
    },
  };
}

const isReady = (snapshot) => snapshot.status?.readyToUse === true;
const claimOf = (snapshot) => snapshot.spec.source.persistentVolumeClaimName;

// Names of those that go: of each claim the ready ones beyond the newest `keep`, and those that never became ready although a newer
// one did. The newest ready one of a claim always stays, also when the claim itself is gone.
function superfluous(snapshots, keep) {
  const byClaim = new Map();
  for (const snapshot of snapshots) {
    if (!snapshot.metadata.labels?.[LABEL] || snapshot.metadata.deletionTimestamp) continue;
    byClaim.set(claimOf(snapshot), [...(byClaim.get(claimOf(snapshot)) ?? []), snapshot]);
  }
  const goes = [];
  for (const ofOne of byClaim.values()) {
    let ready = 0;
    for (const snapshot of ofOne.sort(newestFirst)) {
      if (isReady(snapshot)) ready += 1;
      if (isReady(snapshot) ? ready > Math.max(keep, 1) : ready > 0) goes.push(snapshot.metadata.name);
    }
  }
  return goes.sort();
}

// By the time in the name, should two have been made within the second that Kubernetes counts in.
function newestFirst(one, other) {
  const [a, b] = [one, other].map(({ metadata }) => `${metadata.creationTimestamp} ${metadata.name}`);
  return a < b ? 1 : -1;
}

module.exports = { LABEL, wanted, snapshotOf, superfluous, isReady };
