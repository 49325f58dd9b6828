"""k3s-chathub as it runs: its programs, its Valkey, its Jobs."""

import json
import time
from pathlib import Path

from cluster import PodsCluster, folder
from control_plane import wait_for
from shipped import Shipped

CHAT = "gic-chathub"
MONITORING = "gic-chathub-monitoring"
# the store of files is a stand-in that keeps nothing
WITHOUT = {"objects-bucket-tailchat"}


def chathub() -> Shipped:
    return Shipped((folder() / "k3s-chathub.yaml").read_text(), WITHOUT, folder() / "synth/k3s-chathub/stacks")


def secrets_of_people() -> list[dict]:
    """What the pages ask people for before the first deploy; outside.sh knows them."""
    def secret(namespace: str, name: str, values: dict) -> dict:
        return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": namespace}, "stringData": values}
    return [
        secret(CHAT, "backup-store", {"accessKey": "backup-user", "secretKey": "backup-secret"}),
        secret(CHAT, "backup-retention", {"accessKey": "retention-user", "secretKey": "retention-secret"}),
        secret(MONITORING, "alerts", {"smtp-password": "mail-secret"}),
    ]



def name(pod: dict) -> str:
    return pod["metadata"]["name"]


class Valkey:
    def __init__(self, cluster: PodsCluster):
        self._cluster = cluster

    def pods(self) -> list[dict]:
        return self._cluster.pods(CHAT, "valkey")

    def ask(self, pod: dict, *words: str) -> str:
        command = 'REDISCLI_AUTH=$(cat $VALKEY_PASSWORD_FILE) valkey-cli "$@"'
        return self._cluster.execute(pod, "valkey", "sh", "-c", command, "-", *words).strip()

    def role(self, pod: dict) -> str:
        try:
            return self.ask(pod, "ROLE").split()[0]
        except AssertionError:
            return "away"

    def roles(self) -> list[str]:
        return sorted(self.role(pod) for pod in self.pods())

    def master(self) -> dict | None:
        return next((pod for pod in self.pods() if self.role(pod) == "master"), None)

    def await_another(self, old: dict, seconds: float = 60) -> dict:
        """The pod that has become master in the place of `old`."""
        def another() -> bool:
            new = self.master()
            return new is not None and name(new) != name(old)
        wait_for("another master", another, seconds)
        return self.master()


class Chat:
    """The stand-in for Tailchat sends a message through Valkey four times a second."""

    def __init__(self, cluster: PodsCluster):
        self._cluster = cluster

    def pods(self) -> list[dict]:
        return [pod for pod in self._cluster.pods(CHAT, "tailchat") if pod["status"]["phase"] == "Running"
                and "deletionTimestamp" not in pod["metadata"]]

    def gap(self, pod: dict, since: float) -> float:
        """Seconds from the first message that failed to the end of the last that did, the longest time without one that went through between."""
        failures = [each for each in json.loads(self._cluster.inside(pod, "http://127.0.0.1:11000/stand-in/failures"))
                    if each["at"] / 1000 > since - 3]
        longest, began, ended = 0, 0, float("-inf")
        for each in failures:
            # the next is sent a quarter of a second after an answer
            if each["at"] - ended > 450:
                began = each["at"]
            ended = each["at"] + each["took"]
            longest = max(longest, ended - began)
        return round(longest / 1000, 1)

    def gaps(self, since: float) -> dict[str, float]:
        return {name(pod): self.gap(pod, since) for pod in self.pods()}

    def promised(self) -> dict[str, int]:
        """How many messages each pod was promised."""
        return {name(pod): int(self._cluster.inside(pod, "http://127.0.0.1:11000/stand-in/promised")) for pod in self.pods()}

    def lost(self, valkey: Valkey) -> int:
        """Promised messages that are not there: promises are counted before the store is asked."""
        promised = self.promised()
        master = valkey.master()
        return sum(max(0, count - int(valkey.ask(master, "GET", f"stand-in:{pod}") or 0)) for pod, count in promised.items())


def run_job(cluster: PodsCluster, cron: str, job: str, seconds: float = 180) -> str:
    """Starts a CronJob by hand, as the pages say, and gives what all its containers said. A Job that fails fails the test."""
    cluster.kubectl("create", "job", "-n", CHAT, job, f"--from=cronjob/{cron}")

    def over() -> bool:
        status = cluster.get("jobs", "-n", CHAT, "--field-selector", f"metadata.name={job}")[0]["status"]
        if status.get("failed"):
            raise AssertionError(f"{job} failed: {log_of(cluster, job)}")
        return bool(status.get("succeeded"))

    start = time.monotonic()
    wait_for(lambda: f"{job} to end: {log_of(cluster, job)}", over, seconds)
    return f"{log_of(cluster, job)}\n{job}: {time.monotonic() - start:.0f} s"


def log_of(cluster: PodsCluster, job: str) -> str:
    pods = cluster.get("pods", "-n", CHAT, "-l", f"batch.kubernetes.io/job-name={job}")
    said = []
    for pod in pods:
        for container in pod["spec"].get("initContainers", []) + pod["spec"]["containers"]:
            try:
                said.append(f"--- {container['name']}\n" + cluster.kubectl("logs", "-n", CHAT, name(pod), "-c", container["name"]))
            except AssertionError:
                said.append(f"--- {container['name']}: not started")
    return "\n".join(said)


def mails() -> list[str]:
    """What has arrived at the mail server, oldest first."""
    return [file.read_text() for file in sorted(Path(folder(), "outside/mail").glob("*.eml"))]


def stored() -> list[str]:
    """What the store of backups holds."""
    bucket = folder() / "outside/buckets/example-chathub-backups"
    return sorted(str(file.relative_to(bucket)) for file in bucket.rglob("*") if file.is_file())
