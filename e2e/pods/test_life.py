"""What happens to people and promised messages when something changes, ends or breaks. Figures of a run are in its report, those of one run
in README.md one folder above."""

import json
import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from chathub import CHAT, name
from cluster import folder
from control_plane import wait_for
from looking import visitor

NODES = ("node1", "node2", "node3")


@pytest.fixture
def visited(cluster, record_property):
    """Somebody from outside uses the chat meanwhile; what they saw is in the report and, after the `with`, in the dictionary."""
    def visiting():
        address = cluster.pods("kube-system", "traefik")[0]["status"]["podIP"]
        return visitor(address, 8443, "app.chathub.example.org", record_property)
    return visiting


@pytest.fixture(autouse=True)
def ready(cluster):
    """Each test begins and ends with everything ready."""
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 180)
    yield
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 240)


def test_a_rolling_update_refuses_nobody(cluster, visited, record_property):
    start = time.monotonic()
    with visited() as seen:
        cluster.kubectl("rollout", "restart", "-n", CHAT, "deployment/tailchat")
        cluster.kubectl("rollout", "status", "-n", CHAT, "deployment/tailchat", "--timeout=240s")
        record_property("seconds", round(time.monotonic() - start))
    assert seen["asked"] > 200
    assert seen["refused"] == 0
    # each is cut when its server goes, and may land on another that goes later
    assert seen["websockets cut"] >= 1


def test_a_server_that_is_killed_is_noticed_for_a_moment(cluster, chat, visited):
    server = _server(cluster, chat.pods()[0], "tailchat-runner")
    with visited() as seen:
        os.kill(server.pid, signal.SIGKILL)
        time.sleep(25)
    # its requests fail until the rules of the nodes exclude it; the others continue
    assert seen["refused"] < seen["asked"] / 3


def test_a_pod_that_is_deleted_refuses_nobody(cluster, chat, visited):
    with visited() as seen:
        cluster.kubectl("delete", "pod", "-n", CHAT, name(chat.pods()[0]))
        time.sleep(10)
    assert seen["refused"] == 0


def test_a_server_out_of_memory_starts_again(cluster, chat, visited):
    server = chat.pods()[0]
    with visited() as seen:
        cluster.inside(server, "http://127.0.0.1:11000/stand-in/eat")

        def killed() -> bool:
            now = cluster.get("pods", "-n", CHAT, "--field-selector", f"metadata.name={name(server)}")[0]["status"]["containerStatuses"]
            return any(each.get("lastState", {}).get("terminated", {}).get("reason") == "OOMKilled" for each in now)
        wait_for("the kernel ends it", killed, 60)
        wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 120)
    # as with a server that is killed
    assert seen["refused"] < seen["asked"] / 3


def test_an_update_that_the_quota_forbids_waits_and_refuses_nobody(cluster, visited):
    quota = cluster.get("resourcequotas", "-n", CHAT)[0]

    def allow(pods: str):
        cluster.kubectl("patch", "resourcequota", "-n", CHAT, name(quota), "-p", json.dumps({"spec": {"hard": {"pods": pods}}}))

    def refused() -> bool:
        update = cluster.get("deployments", "-n", CHAT, "--field-selector", "metadata.name=tailchat")[0]
        return any(each["type"] == "ReplicaFailure" and "exceeded quota" in each["message"] for each in update["status"]["conditions"])
    with visited() as seen:
        allow(quota["status"]["used"]["pods"])
        try:
            cluster.kubectl("rollout", "restart", "-n", CHAT, "deployment/tailchat")
            wait_for("the quota refuses a pod", refused, 60)
            time.sleep(10)
        finally:
            allow(quota["spec"]["hard"]["pods"])
        cluster.kubectl("rollout", "status", "-n", CHAT, "deployment/tailchat", "--timeout=400s")
    assert seen["refused"] == 0


def test_the_loss_of_valkeys_master_is_noticed_for_seconds(cluster, chat, valkey, record_property):
    old = valkey.master()
    server = _server(cluster, old, "valkey-server *:6379")
    start = time.time()
    os.kill(server.pid, signal.SIGKILL)
    valkey.await_another(old)
    record_property("seconds to another master", round(time.time() - start, 1))
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 120)
    gaps = chat.gaps(start)
    record_property("seconds without a message, each pod", gaps)
    record_property("promised messages lost", chat.lost(valkey))
    assert gaps and max(gaps.values()) < 30
    assert valkey.roles() == ["master", "slave", "slave"]


def test_a_rolling_update_of_valkey_hands_over(cluster, chat, valkey, record_property):
    start = time.time()
    cluster.kubectl("rollout", "restart", "-n", CHAT, "statefulset/valkey")
    cluster.kubectl("rollout", "status", "-n", CHAT, "statefulset/valkey", "--timeout=400s")
    record_property("seconds", round(time.time() - start))
    gaps = chat.gaps(start)
    record_property("seconds without a message, each pod", gaps)
    lost = chat.lost(valkey)
    record_property("promised messages lost", lost)
    assert lost == 0


def test_valkeys_master_with_a_full_disk_hands_over(cluster, chat, valkey, record_property):
    """Valkey refuses writes, and a ping, if it cannot write its file: so the Sentinels promote a server that can."""
    old = valkey.master()
    start = time.time()
    with _full(_disk(cluster, old)):
        new = valkey.await_another(old)
        record_property("seconds to another master", round(time.time() - start, 1))
        time.sleep(20)
        gaps = chat.gaps(start)
        assert name(valkey.master()) == name(new)
    wait_for("the three are one again", lambda: valkey.roles() == ["master", "slave", "slave"], 120)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 240)
    record_property("seconds without a message, each pod", gaps)
    lost = chat.lost(valkey)
    record_property("promised messages lost", lost)
    assert gaps and max(gaps.values()) < 30
    assert lost == 0


@pytest.mark.parametrize("hours", [1, -1])
def test_the_clock_of_valkeys_master_jumps(cluster, chat, valkey, record_property, hours):
    """Of all programs in its pod, for a minute; the other nodes have the right time."""
    old = valkey.master()
    clock = _disk(cluster, old) / "clock"
    start = time.time()
    clock.write_text(str(hours * 3600))
    clock.chmod(0o644)
    try:
        time.sleep(5)
        off = int(cluster.execute(old, "valkey", "date", "+%s")) - time.time()
        assert abs(off - hours * 3600) < 60
        time.sleep(55)
    finally:
        clock.unlink()
    gaps = chat.gaps(start)
    record_property("seconds without a message, each pod", gaps)
    wait_for("the three are one", lambda: valkey.roles() == ["master", "slave", "slave"], 60)
    lost = chat.lost(valkey)
    record_property("promised messages lost", lost)
    assert max(gaps.values()) < 30
    assert lost == 0


def test_a_node_is_drained_and_comes_back(cluster, chat, valkey, visited, record_property):
    """The budgets let one member at a time go; what must not share a node waits for it."""
    node = _away_from_node1(cluster, valkey)
    start = time.time()
    with visited() as seen:
        said = cluster.kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=240s")
        record_property("seconds to drain", round(time.time() - start))
        assert "drained" in said
        cluster.kubectl("uncordon", node)
        wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 180)
    record_property("seconds without a message, each pod", chat.gaps(start))
    assert seen["refused"] == 0


def test_a_kubelet_that_is_away_for_a_minute_changes_nothing(cluster, visited):
    with visited() as seen:
        os.kill(_program("node2", "kubelet"), signal.SIGSTOP)
        try:
            time.sleep(60)
        finally:
            os.kill(_program("node2", "kubelet"), signal.SIGCONT)
    assert seen["refused"] == 0


def test_the_node_of_the_master_is_cut_off_for_a_minute(cluster, chat, valkey, visited, record_property):
    node = _away_from_node1(cluster, valkey)
    elsewhere = [pod for pod in chat.pods() if pod["spec"]["nodeName"] != node]
    start = time.time()
    with visited():
        cluster.cut(node, "down")
        try:
            time.sleep(60)
        finally:
            cluster.cut(node, "up")
        wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 240)
    record_property("longest time without a message, pods on other nodes", {name(pod): chat.gap(pod, start) for pod in elsewhere})
    assert valkey.roles() == ["master", "slave", "slave"]


def test_the_api_server_is_away_for_five_minutes(cluster, chat, valkey, visited, record_property):
    """Nobody who chats notices, and Valkey needs nobody to fail over."""
    server = int((folder() / "control/apiserver.pid").read_text())
    start = time.time()
    old = valkey.master()
    with visited() as seen:
        os.kill(server, signal.SIGSTOP)
        try:
            time.sleep(60)
            os.kill(_server(cluster, old, "valkey-server *:6379").pid, signal.SIGKILL)
            time.sleep(240)
        finally:
            os.kill(server, signal.SIGCONT)
        wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 240)
    gaps = chat.gaps(start)
    record_property("seconds without a message, each pod", gaps)
    assert seen["refused"] == 0
    assert name(valkey.master()) != name(old)
    assert max(gaps.values()) < 30


def test_a_password_is_rotated(cluster, chat, valkey, record_property):
    """As Terraform does it: the Secret, then a new template for who reads it."""
    password = os.urandom(12).hex()
    cluster.kubectl("patch", "secret", "-n", CHAT, "valkey", "-p", json.dumps(
        {"stringData": {"password": password, "url": f"redis://:{password}@valkey-proxy:6379"}}))
    start = time.time()
    for each in ("statefulset/valkey", "deployment/valkey-proxy", "deployment/tailchat", "deployment/tailchat-admin",
                 "deployment/tailchat-openapi", "deployment/tailchat-plugins"):
        cluster.kubectl("rollout", "restart", "-n", CHAT, each)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 400)
    wait_for("messages flow", lambda: all(count > 8 for count in chat.promised().values()), 60)
    record_property("seconds until everything had it", round(time.time() - start))
    assert valkey.roles() == ["master", "slave", "slave"]


def _server(cluster, pod: dict, words: str):
    return next(process for process in cluster.processes([pod]) if words in process.title())


def _disk(cluster, pod: dict) -> Path:
    """Where the machine has the pod's volume."""
    claim = next(volume["persistentVolumeClaim"]["claimName"] for volume in pod["spec"]["volumes"] if "persistentVolumeClaim" in volume)
    volume = cluster.get("pvc", "-n", CHAT, "--field-selector", f"metadata.name={claim}")[0]["spec"]["volumeName"]
    return folder() / "volumes" / volume


@contextmanager
def _full(disk: Path):
    """Meanwhile no byte is free."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            os.posix_fallocate(file.fileno(), 0, os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize * 99 // 100)
            file.seek(0, os.SEEK_END)
            for size in (1 << 20, 4096, 1):
                with suppress(OSError):
                    while True:
                        file.write(bytes(size))
        yield
    finally:
        filler.unlink()


def _program(node: str, program: str) -> int:
    return int((folder() / node / f"{program}.pid").read_text())


def _away_from_node1(cluster, valkey) -> str:
    """The node of Valkey's master; where the control plane is it hands over first."""
    master = valkey.master()
    if master["spec"]["nodeName"] == "node1":
        cluster.kubectl("delete", "pod", "-n", CHAT, name(master))
        wait_for("a master elsewhere", lambda: (new := valkey.master()) and new["spec"]["nodeName"] != "node1", 90)
        wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 120)
    return valkey.master()["spec"]["nodeName"]
