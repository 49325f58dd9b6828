"""k3s-chathub as shipped, on real nodes. Each test continues where the one before it stopped."""

import os
import time
from pathlib import Path

from chathub import CHAT, MONITORING, secrets_of_people
from control_plane import wait_for
from looking import ask_everybody, memory, not_locked_in, strangers

WATCHED_SECONDS = int(os.environ.get("WATCH_SECONDS", "60"))


def test_every_pod_is_ready_by_its_own_probes(cluster, shipped, record_property):
    start = time.monotonic()
    shipped.apply(cluster)
    cluster.create(*secrets_of_people())
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 300)
    record_property("seconds from apply to ready", round(time.monotonic() - start))
    record_property("left out", shipped.left_out)


def test_nothing_restarts_and_no_zombie_stays(cluster, pods, record_property):
    """The probes of every pod run many times meanwhile."""
    before = memory(cluster, pods())
    time.sleep(WATCHED_SECONDS)
    assert not [f"{pod['metadata']['name']}/{each['name']}" for pod in pods()
                for each in pod["status"]["containerStatuses"] if each["restartCount"]]
    processes = cluster.processes(pods())
    assert len(processes) >= len(pods())
    assert not [f"{process.pod}: {process.name}" for process in processes if process.is_zombie]
    record_property("processes", len(processes))
    record_property("containers whose memory grew by more than 8 MiB", [
        f"{name}: {before[name] >> 20} to {now >> 20} MiB" for name, now in memory(cluster, pods()).items()
        if name in before and now - before[name] > 8 << 20
    ])


def test_every_process_is_as_locked_in_as_its_pod_says(cluster, pods):
    assert not not_locked_in(cluster, pods())


def test_an_exporter_cannot_read_the_processes_it_shares_a_pod_with(cluster):
    for name, program in (("tailchat-mongo", "mongodb_exporte"), ("valkey", "redis_exporter")):
        processes = cluster.processes(cluster.pods(CHAT, name)[:1])
        exporter = next(process for process in processes if process.name == program)
        others = [process for process in processes if process.name != program]
        assert len(others) > 1
        for other in others:
            assert _may_read(other, other.pid), f"{other.name} itself"
            assert not _may_read(exporter, other.pid), f"{other.name} is open to {program}"


def test_who_reaches_whom(cluster, pods, record_property):
    """Every pod, and a stranger in each namespace, asks every port of every pod, and the API server: paths.yaml is all that may answer."""
    strangers(cluster, {"stranger": CHAT, "other": MONITORING})
    questions, wrong = ask_everybody(cluster, pods(), "k3s-chathub")
    record_property("questions", questions)
    assert not wrong


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
