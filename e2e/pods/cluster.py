"""The cluster of real pods that up.sh starts, seen from its first node: tests run in the network namespace of that node."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "kubernetes"))
from control_plane import ControlPlane  # noqa: E402

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Process:
    """One that the kernel of this machine runs for a pod, as it was when it was looked at: probes end all the time. `status`, `cgroup`,
    `mountinfo` and `cmdline` are what these files below /proc/PID said."""

    pid: int
    pod: str
    status: dict[str, str]
    cgroup: str
    mountinfo: str
    cmdline: str

    @property
    def name(self) -> str:
        return self.status["Name"]

    @property
    def is_zombie(self) -> bool:
        return self.status["State"].startswith("Z")

    def title(self) -> str:
        """Its command line, as far as the program has not written something else there."""
        return self.cmdline.replace("\0", " ")

    def ids(self, kind: str) -> set[str]:
        """`Uid` or `Gid`: real, effective, saved, of the file system."""
        return set(self.status[kind].split())

    def root_is_read_only(self) -> bool:
        for line in self.mountinfo.splitlines():
            fields = line.split()
            if fields[4] == "/":
                return "ro" in fields[5].split(",")
        raise AssertionError(f"{self.name} has no root")


class PodsCluster(ControlPlane):
    """Nodes and pods are real."""

    def __init__(self, folder: Path):
        super().__init__(folder / "control", 6443)

    def pods(self, namespace: str, workload: str) -> list[dict]:
        return self.get("pods", "-n", namespace, "-l", f"app.kubernetes.io/name={workload}")

    def execute(self, pod: dict, container: str, *command: str) -> str:
        about = pod["metadata"]
        return self.kubectl("exec", "-n", about["namespace"], about["name"], "-c", container, "--", *command)

    def processes(self, pods: list[dict]) -> list[Process]:
        """What runs for `pods`, without the pods' own process 1. A zombie has no cgroup any more: its parent tells whose it is."""
        status = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                lines = (folder / "status").read_text().splitlines()
                status[int(folder.name)] = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
            except (FileNotFoundError, ProcessLookupError):
                continue
        owners = {}
        names = {f"/pod{pod['metadata']['uid']}/": pod["metadata"]["name"] for pod in pods}
        for pid in status:
            try:
                cgroups = Path(f"/proc/{pid}/cgroup").read_text() + "/"
            except (FileNotFoundError, ProcessLookupError):
                continue
            owners.update({pid: name for uid, name in names.items() if uid in cgroups})
        for pid, about in status.items():
            parent = int(about["PPid"])
            if about["State"].startswith("Z") and parent in owners:
                owners[pid] = owners[parent]
        return [Process(pid, owners[pid], status[pid], *files) for pid in sorted(owners)
                if status[pid]["Name"] != "pause" and (files := _files(pid))]

    def process_of(self, pod: dict) -> int:
        """Any that runs in the pod's network namespace."""
        return self.processes([pod])[0].pid

    def reach(self, pod: dict, targets: list[tuple[str, int]], user: int = 0) -> set[tuple[str, int]]:
        """Which of `targets` answer the pod, be it with a refusal: asked from its network namespace, all at the same time."""
        return {(host, port) for host, port in self._ask_from(pod, "ask.py", targets, user)}

    def hear(self, pod: dict, questions: list[tuple[str, int, str]], user: int) -> list[str | None]:
        """The first line of the answer to each of `questions` (host, port, what is said), asked by `user` in the pod's network namespace; nothing
        where nobody answered."""
        return self._ask_from(pod, "hear.py", questions, user)

    def _ask_from(self, pod: dict, script: str, what: list, user: int) -> list:
        asked = subprocess.run(
            ["nsenter", f"--net=/proc/{self.process_of(pod)}/ns/net", sys.executable, HERE / script, str(user)],
            input=json.dumps(what), text=True, capture_output=True, check=True,
        )
        return json.loads(asked.stdout)

    def inside(self, pod: dict, url: str) -> str:
        """What the pod answers itself, on loopback."""
        return subprocess.run(
            ["nsenter", f"--net=/proc/{self.process_of(pod)}/ns/net", "curl", "-sf", "--max-time", "5", url],
            text=True, capture_output=True, check=True,
        ).stdout

    def try_create(self, thing: dict) -> dict | None:
        """What the API server would make of it, or nothing when it refuses."""
        result = subprocess.run(["kubectl", "create", "--dry-run=server", "-o", "json", "-f", "-"], input=json.dumps(thing), text=True,
                                capture_output=True, env=self._environment)
        return json.loads(result.stdout) if result.returncode == 0 else None

    def cut(self, node: str, link: str):
        """Takes the cable of a node out, or (`up`) puts it back."""
        subprocess.run(["ip", "-n", "chatstack-outside", "link", "set", node, link], check=True)


def _files(pid: int) -> list[str] | None:
    """What a process says of itself; nothing when it has ended. A zombie has no mounts left."""
    said = []
    for name in ("cgroup", "mountinfo", "cmdline"):
        try:
            said.append(Path(f"/proc/{pid}/{name}").read_text())
        except (FileNotFoundError, ProcessLookupError):
            return None
        except OSError:
            said.append("")
    return said


def folder() -> Path:
    return Path(os.environ["E2E_WORK"])
