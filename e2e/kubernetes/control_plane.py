"""A real Kubernetes control plane on this machine, and nodes that only look like machines."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import yaml

E2E = Path(__file__).resolve().parent.parent
SCRIPTS = E2E / "control-plane"


class ControlPlane:
    """Lives in one folder; what it stored is gone when it stops."""

    def __init__(self, folder: Path, port: int):
        self.folder = folder
        self.port = port
        self.kubeconfig = folder / "admin.kubeconfig"
        self._environment = {**os.environ, "API_PORT": str(port), "KUBECONFIG": str(self.kubeconfig)}

    def up(self, token_webhook: str | None = None):
        """Starts what does not run. Anyone who comes with a token is who `token_webhook`, an address, says."""
        if token_webhook:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._environment["TOKEN_WEBHOOK"] = str(self.folder / "webhook.kubeconfig")
            (self.folder / "webhook.kubeconfig").write_text(yaml.safe_dump({
                "apiVersion": "v1",
                "kind": "Config",
                "current-context": "e2e",
                "clusters": [{"name": "e2e", "cluster": {"server": token_webhook}}],
                "contexts": [{"name": "e2e", "context": {"cluster": "e2e"}}],
            }))
        self._run([SCRIPTS / "up.sh", self.folder])

    def down(self):
        self._run([SCRIPTS / "down.sh", self.folder])

    def kill(self, program: str):
        """Takes one program away as a power cut would."""
        pid = int((self.folder / f"{program}.pid").read_text())
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z":
            time.sleep(0.05)

    def kubectl(self, *arguments: str, stdin: str | None = None) -> str:
        return self._run(["kubectl", *arguments], stdin)

    def refuses(self, *arguments: str, stdin: str | None = None) -> str:
        """What kubectl says of something that must not be possible."""
        result = subprocess.run(
            ["kubectl", *arguments], input=stdin, env=self._environment, text=True, capture_output=True
        )
        assert result.returncode != 0, f"kubectl {' '.join(arguments)} was not refused: {result.stdout}"
        return result.stderr

    def may(self, who: str, *what: str) -> bool:
        """Whether the roles in the cluster let somebody do something."""
        answer = subprocess.run(
            ["kubectl", "auth", "can-i", "--as", who, *what], env=self._environment, text=True, capture_output=True
        ).stdout.strip()
        assert answer in ("yes", "no"), answer
        return answer == "yes"

    def get(self, kinds: str, *arguments: str) -> list[dict]:
        return json.loads(self._ask("get", kinds, "-o", "json", *(arguments or ["-A"])))["items"]

    def create(self, *objects: dict):
        if objects:
            self.kubectl("apply", "--server-side", "-f", "-", stdin=yaml.safe_dump_all(objects))

    def add_nodes(self, names: list[str], zones: list[str], allocatable: dict):
        """The real scheduler decides what fits on them."""
        self.create(*(_node(name, zones[i % len(zones)], allocatable) for i, name in enumerate(names)))
        wait_for("nodes are ready", lambda: all(_is_ready(node) for node in self.get("nodes")))

    def everything(self) -> set[str]:
        """The names of all objects except short-lived ones."""
        kinds = self._ask("api-resources", "--verbs=list", "-o", "name").split()
        fleeting = {"events", "events.events.k8s.io", "leases.coordination.k8s.io", "componentstatuses",
                    "endpointslices.discovery.k8s.io", "endpoints", "controllerrevisions.apps"}
        names = self._ask(
            "get", ",".join(kind for kind in kinds if kind not in fleeting), "-A", "--ignore-not-found", "--no-headers",
            "-o", "custom-columns=K:.kind,NS:.metadata.namespace,N:.metadata.name",
        )
        return {" ".join(line.split()).replace("<none>", "-") for line in names.splitlines()}

    def settled(self) -> set[str]:
        """All objects, as soon as the cluster has made its own."""
        seen = [self.everything()]

        def stays_the_same():
            time.sleep(2)
            seen.append(self.everything())
            return seen[-1] == seen[-2]

        wait_for("the cluster settles", stays_the_same)
        return seen[-1]

    def not_ready(self) -> list[str]:
        """Workloads, and claims that a pod uses, which are not what they are asked to be, each with its reason."""
        things = self.get("deployments,statefulsets,daemonsets,jobs,pods,persistentvolumeclaims")
        used = {
            (pod["metadata"]["namespace"], volume["persistentVolumeClaim"]["claimName"])
            for pod in things if pod["kind"] == "Pod"
            for volume in pod["spec"].get("volumes", []) if "persistentVolumeClaim" in volume
        }
        return [
            problem for thing in things
            if thing["kind"] != "PersistentVolumeClaim" or (thing["metadata"]["namespace"], thing["metadata"]["name"]) in used
            if (problem := _problem(thing))
        ]

    def wait_until_ready(self):
        wait_for(self.not_ready, lambda: not self.not_ready())

    def _ask(self, *arguments: str) -> str:
        """Something that may be asked again, on a machine so busy that the API server keeps people waiting."""
        try:
            return self.kubectl(*arguments)
        except AssertionError as refusal:
            if not re.search("TLS handshake timeout|i/o timeout|Client.Timeout", str(refusal)):
                raise
            return self.kubectl(*arguments)

    def _run(self, command: list, stdin: str | None = None) -> str:
        result = subprocess.run(
            [str(part) for part in command], input=stdin, env=self._environment, text=True, capture_output=True
        )
        assert result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stderr}{result.stdout[-3000:]}"
        return result.stdout


def wait_for(what, is_so, seconds: float = 120):
    """`what` is text, or is asked for it when time is up."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not within {seconds} s: {what() if callable(what) else what}"
        time.sleep(0.3)


def _node(name: str, zone: str, allocatable: dict) -> dict:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": name,
            "labels": {
                "kubernetes.io/hostname": name,
                "kubernetes.io/os": "linux",
                "kubernetes.io/arch": "amd64",
                "topology.kubernetes.io/zone": zone,
            },
        },
        "status": {"allocatable": allocatable, "capacity": allocatable},
    }


def _is_ready(node: dict) -> bool:
    return any(c["type"] == "Ready" and c["status"] == "True" for c in node["status"].get("conditions", []))


def _problem(thing: dict) -> str | None:
    kind, spec, status = thing["kind"], thing.get("spec", {}), thing.get("status", {})
    name = f"{kind} {thing['metadata'].get('namespace')}/{thing['metadata']['name']}"
    if kind in ("Deployment", "StatefulSet"):
        wanted = spec.get("replicas", 1)
        updated, ready = status.get("updatedReplicas", 0), status.get("readyReplicas", 0)
        old = status.get("observedGeneration", 0) < thing["metadata"]["generation"]
        if old or (updated, ready, status.get("replicas", 0)) != (wanted, wanted, wanted):
            return f"{name}: {ready} of {wanted} ready"
    elif kind == "DaemonSet":
        if status.get("numberReady", 0) != status.get("desiredNumberScheduled", 0):
            return f"{name}: {status}"
    elif kind == "Job":
        if not status.get("succeeded"):
            return f"{name}: {status}"
    elif kind == "PersistentVolumeClaim":
        if status.get("phase") != "Bound":
            return f"{name}: {status.get('phase')}"
    elif status.get("phase") not in ("Running", "Succeeded"):
        reasons = [c.get("message") for c in status.get("conditions", []) if c.get("status") == "False"]
        return f"{name}: {status.get('phase')} {reasons}"
    return None
