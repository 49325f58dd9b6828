"""k3s-chathub as shipped, on real nodes. Each test goes on where the one before it stopped."""

import json
import os
import time
from pathlib import Path

import pytest
import yaml

from cluster import folder
from control_plane import wait_for
from shipped import Shipped

CHAT = "gic-chathub"
MONITORING = "istio-system"
# the store of files and MongoDB are stand-ins that keep nothing
WITHOUT = {"objects-bucket-tailchat"}
WATCHED_SECONDS = int(os.environ.get("WATCH_SECONDS", "60"))
API_NAME = "kubernetes.default.svc.cluster.local"
STRANGERS = {"stranger": CHAT, "other": MONITORING}
PATHS = yaml.safe_load((Path(__file__).parent / "paths.yaml").read_text())


@pytest.fixture(scope="module")
def shipped(cluster) -> Shipped:
    return Shipped((folder() / "k3s-chathub.yaml").read_text(), WITHOUT)


@pytest.fixture(scope="module")
def pods(cluster, shipped):
    """Those of the environment, now; a finished Job's are not."""
    def now():
        return [pod for name in shipped.namespaces() for pod in cluster.get("pods", "-n", name)
                if pod["status"]["phase"] == "Running" and "owner" not in pod["metadata"].get("labels", {})]
    return now


def test_every_pod_is_ready_by_its_own_probes(cluster, shipped, record_property):
    start = time.monotonic()
    shipped.apply(cluster)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 300)
    record_property("seconds from apply to ready", round(time.monotonic() - start))
    record_property("left out", shipped.left_out)


def test_nothing_restarts_and_no_zombie_stays(cluster, pods, record_property):
    """The probes of every pod run many times meanwhile."""
    before = _memory(cluster, pods())
    time.sleep(WATCHED_SECONDS)
    assert not [f"{pod['metadata']['name']}/{each['name']}" for pod in pods()
                for each in pod["status"]["containerStatuses"] if each["restartCount"]]
    processes = cluster.processes(pods())
    assert len(processes) >= len(pods())
    zombies = [f"{process.pod}: {process.name}" for process in processes if process.is_zombie]
    assert not zombies
    record_property("processes", len(processes))
    record_property("containers whose memory grew by more than 8 MiB", [
        f"{name}: {before[name] >> 20} to {now >> 20} MiB" for name, now in _memory(cluster, pods()).items()
        if name in before and now - before[name] > 8 << 20
    ])


def test_every_process_is_as_locked_in_as_its_pod_says(cluster, pods):
    for process in cluster.processes(pods()):
        about = f"{process.pod}: {process.name}"
        assert "0" not in process.ids("Uid"), about
        assert int(process.status["CapEff"], 16) == 0, about
        assert int(process.status["CapBnd"], 16) == 0, about
        assert process.status["NoNewPrivs"] == "1", about
        assert process.status["Seccomp"] == "2", about
        assert process.root_is_read_only(), about


def test_an_exporter_cannot_read_the_processes_it_shares_a_pod_with(cluster):
    for workload, program in (("tailchat-mongo", "mongodb_exporte"), ("valkey", "redis_exporter")):
        processes = cluster.processes(cluster.pods(CHAT, workload)[:1])
        exporter = next(process for process in processes if process.name == program)
        others = [process for process in processes if process.name != program]
        assert len(others) > 1
        for other in others:
            assert _may_read(other, other.pid), f"{other.name} itself"
            assert not _may_read(exporter, other.pid), f"{other.name} is open to {program}"


def test_who_reaches_whom(cluster, pods, record_property):
    """Every pod, and a stranger in each namespace, asks every port of every pod, and the API server: PATHS is all that may answer."""
    for name, namespace in STRANGERS.items():
        cluster.create(_stranger(name, namespace))
    wait_for("strangers run", lambda: all(
        pod["status"]["phase"] == "Running" for name, namespace in STRANGERS.items() for pod in cluster.pods(namespace, name)) and all(
        cluster.pods(namespace, name) for name, namespace in STRANGERS.items()))
    for name, namespace in STRANGERS.items():
        assert "Address" in cluster.execute(cluster.pods(namespace, name)[0], "stranger", "nslookup", API_NAME)
    running = pods()
    ports = {(pod["status"]["podIP"], port["containerPort"]): f"{_workload(pod)}:{port['containerPort']}"
             for pod in running for container in pod["spec"]["containers"] for port in container.get("ports", [])}
    wrong = []
    for pod in running:
        asked = {target: name for target, name in ports.items() if target[0] != pod["status"]["podIP"]}
        if pod["spec"]["nodeName"] != "node1":
            # the API server is a program of node1, and no rule keeps a pod from its own node
            asked[("10.200.0.1", 6443)] = "API server"
        reached = cluster.reach(pod, list(asked))
        wanted = {target for target, name in asked.items() if name in PATHS.get(_workload(pod), [])}
        wrong += [f"{_workload(pod)} reaches {asked[target]}" for target in sorted(reached - wanted)]
        wrong += [f"{_workload(pod)} does not reach {asked[target]}" for target in sorted(wanted - reached)]
    record_property("questions", len(running) * len(ports))
    assert not wrong


def test_the_loss_of_valkeys_master_is_noticed_for_seconds(cluster, record_property):
    old = _master(cluster)
    server = next(process for process in cluster.processes([old]) if process.name == "valkey-server" and ":6379" in process.title())
    start = time.time()
    os.kill(server.pid, 9)
    wait_for("another master", lambda: (new := _master(cluster)) and new["metadata"]["name"] != old["metadata"]["name"], 60)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 120)
    gaps = _gaps(cluster, start)
    record_property("seconds without a message, each pod", gaps)
    assert gaps and max(gaps.values()) < 30
    assert _roles(cluster) == ["master", "slave", "slave"]


def test_a_node_is_drained_and_comes_back(cluster, record_property):
    """The budgets let one member at a time go; what must not share a node waits for it."""
    start = time.time()
    node = _master(cluster)["spec"]["nodeName"]
    said = cluster.kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=180s")
    record_property("seconds to drain", round(time.time() - start))
    assert "drained" in said
    cluster.kubectl("uncordon", node)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 180)
    record_property("seconds without a message, each pod", _gaps(cluster, start))


def test_the_node_of_the_master_is_cut_off_for_a_minute(cluster, record_property):
    node = _master(cluster)["spec"]["nodeName"]
    if node == "node1":
        # the control plane is there: hand over first
        cluster.kubectl("delete", "pod", "-n", CHAT, _master(cluster)["metadata"]["name"])
        wait_for("a master elsewhere", lambda: (new := _master(cluster)) and new["spec"]["nodeName"] != "node1", 90)
        wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 120)
        node = _master(cluster)["spec"]["nodeName"]
    elsewhere = [pod for pod in cluster.pods(CHAT, "tailchat") if pod["spec"]["nodeName"] != node]
    start = time.time()
    cluster.cut(node, "down")
    try:
        time.sleep(60)
    finally:
        cluster.cut(node, "up")
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 240)
    gaps = {pod["metadata"]["name"]: _gap(cluster, pod, start) for pod in elsewhere}
    record_property("longest time without a message, pods on other nodes", gaps)
    assert _roles(cluster) == ["master", "slave", "slave"]


def _workload(pod: dict) -> str:
    return pod["metadata"]["labels"]["app.kubernetes.io/name"]


def _stranger(name: str, namespace: str) -> dict:
    """A pod that nobody's rules name, restricted like the others."""
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": namespace, "labels": {"app.kubernetes.io/name": name}},
        "spec": {
            "automountServiceAccountToken": False,
            "securityContext": {"runAsNonRoot": True, "runAsUser": 65534, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [{
                "name": "stranger", "image": "docker.io/library/stranger:1", "imagePullPolicy": "Never",
                "resources": {"requests": {"cpu": "1m", "memory": "8Mi"}, "limits": {"memory": "16Mi"}},
                "securityContext": {
                    "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
                },
            }],
        },
    }


def _may_read(process, pid: int) -> bool:
    """Whether one with the ids of `process` may read the environment of `pid`; asked in a child that takes them on."""
    child = os.fork()
    if child == 0:
        uid, gid = int(process.status["Uid"].split()[0]), int(process.status["Gid"].split()[0])
        os.setgroups([int(group) for group in process.status["Groups"].split()])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
        try:
            Path(f"/proc/{pid}/environ").read_bytes()
        except PermissionError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _memory(cluster, pods: list[dict]) -> dict[str, int]:
    """Bytes that the kernel charges each container with, what can be given back at once left out."""
    found = {}
    for process in cluster.processes(pods):
        for line in Path(f"/proc/{process.pid}/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers == "memory":
                group = Path("/sys/fs/cgroup/memory") / path.lstrip("/")
                cache = next(int(line.split()[1]) for line in (group / "memory.stat").read_text().splitlines()
                             if line.startswith("total_inactive_file"))
                found[f"{process.pod}/{process.name}"] = int((group / "memory.usage_in_bytes").read_text()) - cache
    return found


def _ask_valkey(cluster, pod: dict, *words: str) -> str:
    command = 'REDISCLI_AUTH=$(cat $VALKEY_PASSWORD_FILE) valkey-cli "$@"'
    return cluster.execute(pod, "valkey", "sh", "-c", command, "-", *words)


def _role(cluster, pod: dict) -> str:
    try:
        return _ask_valkey(cluster, pod, "ROLE").split()[0]
    except AssertionError:
        return "away"


def _roles(cluster) -> list[str]:
    return sorted(_role(cluster, pod) for pod in cluster.pods(CHAT, "valkey"))


def _master(cluster) -> dict | None:
    return next((pod for pod in cluster.pods(CHAT, "valkey") if _role(cluster, pod) == "master"), None)


def _gap(cluster, pod: dict, since: float) -> float:
    """Seconds from the first message that failed to the end of the last that did."""
    failures = [each for each in json.loads(cluster.inside(pod, "http://127.0.0.1:11000/stand-in/failures"))
                if each["at"] / 1000 > since - 3]
    if not failures:
        return 0
    return round((failures[-1]["at"] + failures[-1]["took"] - failures[0]["at"]) / 1000, 1)


def _gaps(cluster, since: float) -> dict[str, float]:
    return {pod["metadata"]["name"]: _gap(cluster, pod, since) for pod in cluster.pods(CHAT, "tailchat")}
