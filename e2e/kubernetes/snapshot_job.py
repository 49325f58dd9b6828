"""Runs what the CronJob of snapshots would run, with the program that mongosh is made of, as the account that the CronJob has."""

import os
import subprocess
import time
from pathlib import Path

from control_plane import wait_for
from environment import ROOT

NAME = "disk-snapshots"
SCRIPT = ROOT / "src" / "main" / "resources" / "snapshots" / "snapshots.js"


def with_snapshots(file: dict):
    file["backup"] = {"snapshots": {"every": "24h", "keep": 2}}


class SnapshotJob:
    """Pods do not run here, so this stands for one; and for the cloud, which makes the snapshots ready."""

    def __init__(self, environment, mount: Path):
        self.cluster = environment.cluster
        self._namespace = environment.namespace
        kubeconfig = self.cluster.kubeconfig
        server = self.cluster.kubectl("config", "view", "--raw", "-o", "jsonpath={.clusters[0].cluster.server}")
        host, port = server.strip().removeprefix("https://").split(":")
        (mount / "namespace").write_text(self._namespace)
        (mount / "ca.crt").write_text((kubeconfig.parent / "pki" / "ca.crt").read_text())
        self._token = self.cluster.kubectl("create", "token", NAME, "-n", self._namespace).strip()
        (mount / "token").write_text(self._token)
        job = next(each for each in self.cluster.get("cronjobs") if each["metadata"]["name"] == NAME)
        container = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
        assert container["command"][-1].endswith(SCRIPT.name)
        self._environment = {
            **os.environ,
            **{variable["name"]: variable["value"] for variable in container["env"]},
            "KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": port, "KUBERNETES_MOUNT": str(mount),
            "SNAPSHOT_PAUSE_MS": "200",
        }

    def run(self, becomes_ready: bool) -> str:
        time.sleep(1)  # the name of a snapshot has the second in it, and a CronJob never runs twice in one
        before = {one["metadata"]["name"] for one in self._all()}
        patience = "60" if becomes_ready else "2"
        job = subprocess.Popen(
            ["node", SCRIPT], env={**self._environment, "SNAPSHOT_PATIENCE": patience},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        if becomes_ready:
            wait_for("three are asked for", lambda: len(self._new(before)) == 3 or job.poll() is not None, 30)
            for name in self._new(before):
                self.cluster.kubectl("patch", "volumesnapshot", name, "-n", self._namespace, "--subresource=status",
                                     "--type=merge", "-p", '{"status": {"readyToUse": true}}')
        output, _ = job.communicate(timeout=60)
        assert (job.returncode == 0) == becomes_ready, output
        return output

    def by_hand(self) -> dict:
        return {
            "apiVersion": "snapshot.storage.k8s.io/v1",
            "kind": "VolumeSnapshot",
            "metadata": {"name": "mongo-before-upgrade", "namespace": self._namespace},
            "spec": {"source": {"persistentVolumeClaimName": "data-rocketchat-mongo-1"}},
        }

    def snapshots(self) -> list[str]:
        """The claim of each."""
        return [one["spec"]["source"]["persistentVolumeClaimName"] for one in self._all()]

    def may_do(self) -> str:
        account = f"system:serviceaccount:{self._namespace}:{NAME}"
        return self.cluster.kubectl("auth", "can-i", "--list", "-n", self._namespace, "--as", account)

    def _new(self, before: set[str]) -> set[str]:
        return {one["metadata"]["name"] for one in self._all()} - before

    def _all(self) -> list[dict]:
        return self.cluster.get("volumesnapshots.snapshot.storage.k8s.io", "-n", self._namespace)
