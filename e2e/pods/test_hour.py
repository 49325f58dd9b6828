"""A long time under modest load, on request: SOAK_SECONDS=3600 ./chatstack e2e pods -- -k "ready or hour". Twenty requests a second from outside,
and four messages a second from each server."""

import os
import time

import pytest

from chathub import name
from looking import memory, visitor

SECONDS = int(os.environ.get("SOAK_SECONDS", "0"))
# of one container in the whole time, once it is warm
MAY_GROW = 32 << 20


@pytest.mark.skipif(not SECONDS, reason="takes as long as SOAK_SECONDS says")
def test_nothing_grows_restarts_or_refuses(cluster, pods, chat, valkey, record_property):
    address = cluster.pods("kube-system", "traefik")[0]["status"]["podIP"]
    warm, restarts, start = None, _restarts(pods()), time.time()
    with visitor(address, 8443, "app.chathub.example.org", record_property) as seen:
        while time.time() < start + SECONDS:
            time.sleep(min(300, SECONDS / 4))
            warm = warm or memory(cluster, pods())
    now = memory(cluster, pods())
    grown = {each: (warm[each] >> 20, now[each] >> 20) for each in warm.keys() & now.keys() if now[each] - warm[each] > 2 << 20}
    record_property("seconds", round(time.time() - start))
    record_property("MiB when warm and at the end, where more than 2 were added", grown)
    record_property("seconds without a message, each pod", chat.gaps(start))
    record_property("messages", sum(chat.promised().values()))
    record_property("promised messages lost", chat.lost(valkey))
    assert seen["refused"] == 0
    assert not [each for each, (before, after) in grown.items() if after - before > MAY_GROW >> 20]
    assert _restarts(pods()) == restarts
    assert not [f"{process.pod}: {process.name}" for process in cluster.processes(pods()) if process.is_zombie]


def _restarts(pods: list[dict]) -> dict[str, int]:
    return {f"{name(pod)}/{each['name']}": each["restartCount"] for pod in pods for each in pod["status"]["containerStatuses"]}
