"""The other environments as shipped, one after the other on the same nodes. Rocket.Chat and MongoDB are stand-ins."""

import json
import re
import time

import pytest
import yaml

from cluster import folder
from control_plane import wait_for
from looking import HERE, ask_everybody, classes, clear, not_locked_in, strangers
from shipped import Shipped

ENVIRONMENTS = ["openshift-prod", "aws-prod", "azure-prod", "microservices-prod"]
# whose class of storage has a file system that grows here, too: XFS, which asks for no right that some machines withhold
GROWS = "aws-prod"
# what OpenShift's restricted-v2 gives the pods of a namespace
ASSIGNED = 1000680000


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_runs(cluster, environment, record_property):
    clear(cluster)
    shipped = Shipped((folder() / f"{environment}.yaml").read_text(), set(), folder() / f"synth/{environment}/stacks")
    if environment.startswith("openshift"):
        shipped.assign(ASSIGNED)
        _dns_of_openshift(cluster)
    cluster.create(*classes(cluster, shipped))
    start = time.monotonic()
    shipped.apply(cluster, lambda: cluster.create(*shipped.secrets_of_people()))
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 300)
    record_property("seconds from apply to ready", round(time.monotonic() - start))
    record_property("left out", shipped.left_out)
    chat = next(name for name in shipped.namespaces() if not name.endswith("-monitoring") and cluster.get("pods", "-n", name))

    def pods() -> list[dict]:
        return [pod for namespace in shipped.namespaces() for pod in cluster.get("pods", "-n", namespace) if pod["status"]["phase"] == "Running"]

    assert not not_locked_in(cluster, pods())
    time.sleep(20)
    assert not [process.pod for process in cluster.processes(pods()) if process.is_zombie]
    assert not [pod["metadata"]["name"] for pod in pods() for each in pod["status"]["containerStatuses"] if each["restartCount"]]
    other = {"other": name for name in shipped.namespaces() if name.endswith("-monitoring")}
    strangers(cluster, {"stranger": chat, **other})
    questions, wrong = ask_everybody(cluster, pods(), environment)
    record_property("pods", len(pods()))
    record_property("questions", questions)
    assert not wrong
    if environment == GROWS:
        _the_database_grows(cluster, shipped, chat)


def _the_database_grows(cluster, shipped, chat):
    """The Job of a larger `mongodb.volume`, as a deploy makes it: each member has a larger file system, and none restarts."""
    job = next(each for each in shipped.objects if each["kind"] == "Job" and "-data-size-" in each["metadata"]["name"])
    members = job["metadata"]["name"].split("-data-size-")[0]
    size = re.search(r'"storage":"([0-9]+)Gi"', json.dumps(job).replace("\\", ""))[1]
    larger = str(int(size) + 10)

    def room() -> dict[str, int]:
        return {pod["metadata"]["name"]: int(cluster.execute(pod, "mongod", "df", "-B1", "--output=size", "/data/db").split()[-1]) >> 30
                for pod in cluster.pods(chat, members)}
    before, started = room(), [pod["status"]["startTime"] for pod in cluster.pods(chat, members)]
    cluster.create(json.loads(json.dumps(job).replace(f"{size}Gi", f"{larger}Gi").replace(f"{size}gi", f"{larger}gi")))
    wait_for(lambda: f"larger than {before}: {room()}", lambda: all(room()[each] == before[each] + 10 for each in before), 90)
    assert [pod["status"]["startTime"] for pod in cluster.pods(chat, members)] == started
    assert not [pod for pod in cluster.pods(chat, members) for each in pod["status"]["containerStatuses"] if each["restartCount"]]


def _dns_of_openshift(cluster):
    """In its own namespace and on its own port, behind the same address."""
    text = (HERE / "cluster/dns.yaml").read_text()
    for ours, theirs in {"namespace: kube-system": "namespace: openshift-dns", ".:53 {": ".:5353 {", "containerPort: 53,": "containerPort: 5353,",
                         "port: 53, protocol": "port: 53, targetPort: 5353, protocol"}.items():
        assert ours in text, ours
        text = text.replace(ours, theirs)
    cluster.kubectl("delete", "service", "-n", "kube-system", "kube-dns")
    cluster.create({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "openshift-dns"}}, *yaml.safe_load_all(text))
    cluster.kubectl("rollout", "status", "-n", "openshift-dns", "deployment/coredns", "--timeout=120s")
