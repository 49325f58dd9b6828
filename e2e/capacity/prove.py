"""What the capacity check accepts, the real scheduler schedules; what it refuses, the real scheduler does not.

The nodes have the allocatable that the check computes, the pods the requests and rules that it reads. That nodes and pods of a
cloud are so is for the sources of the numbers to show.
"""

import argparse
import copy
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "kubernetes"))
from control_plane import ControlPlane, wait_for  # noqa: E402

NAMESPACE = "proof"
STORAGE_CLASS = "disks"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("environments", nargs="*")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "e2e" / "capacity")
    parser.add_argument("--program", default=str(ROOT / "chatstack"))
    parser.add_argument("--port", type=int, default=18443)
    options = parser.parse_args()
    cluster = ControlPlane(options.work / "control-plane", options.port)
    cluster.up()
    try:
        prepare(cluster)
        failures = [case for case in cases(options.program, options.environments) if not holds(cluster, *case)]
    finally:
        cluster.down()
    print(f"{len(failures)} of the verdicts were wrong")
    sys.exit(1 if failures else 0)


def cases(program: str, wanted: list[str]):
    """Each shipped environment as it is, and with a database and servers that grow until nothing fits any more."""
    sweeps = [
        ("members of {} GiB", range(5, 16), lambda content, gib: content["mongodb"].update(memory=f"{gib}Gi")),
        ("servers of {} GiB", range(2, 16, 2), lambda content, gib: content["chat"].update(
            resources={"memory": f"{gib}Gi", "memoryLimit": f"{gib}Gi"}, replicas=5, licenceSecret="licence")),
        ("servers of {} CPUs", range(1, 5), lambda content, cpu: content["chat"].update(
            resources={"cpu": str(cpu), "cpuLimit": str(cpu)}, replicas=5, licenceSecret="licence")),
    ]
    for file in sorted((ROOT / "config").glob("*.yaml")):
        shipped = yaml.safe_load(file.read_text())
        if (wanted and file.stem not in wanted) or shipped["cloud"]["provider"] not in ("google", "aws", "azure"):
            continue
        for name, change, value in [(" as shipped", None, 0)] + [
                (", " + text.format(value), change, value) for text, values, change in sweeps for value in values]:
            changed = copy.deepcopy(shipped)
            if change:
                change(changed, value)
            estimate = ask(program, file.stem, changed)
            name, services, tasks = file.stem + name, estimate["services"], estimate["tasks"]
            yield name, "smallest", estimate["atSmallest"], estimate["smallest"], estimate, services
            if not change:
                yield name, "largest", estimate["atLargest"], estimate["largest"], estimate, services + largest(tasks)
                yield name, "most pods", estimate["atMost"], estimate["largest"], estimate, estimate["mostServices"]
            elif estimate["atLargest"] == "NEVER" and value % 3 == 0:
                yield name, "largest", "NEVER", estimate["largest"], estimate, services + tasks


def largest(tasks: list) -> list:
    """The check asks for room for one task at a time: the one that wants most memory."""
    return sorted(tasks, key=lambda task: task["amount"]["memory"])[-1:]


def ask(program: str, name: str, content: dict) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{name}.yaml").write_text(yaml.safe_dump(content))
        answer = subprocess.run([program, "--config", folder, "estimate", "-e", name, "--json"],
                                check=True, text=True, capture_output=True)
        return json.loads(answer.stdout)[0]


def prepare(cluster: ControlPlane):
    cluster.create(
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}},
        {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": STORAGE_CLASS},
         "provisioner": "e2e", "volumeBindingMode": "WaitForFirstConsumer"},
    )


def holds(cluster: ControlPlane, name: str, size: str, verdict: str, nodes: list, estimate: dict, services: list) -> bool:
    empty(cluster)
    cluster.create(*(node(each) for each in nodes))
    cluster.create(*(disks(each) for each in nodes))
    wait_for("nodes are ready", lambda: len([n for n in cluster.get("nodes") if is_ready(n)]) == len(nodes))
    cluster.create(*(daemon(each) for each in estimate["daemons"]))
    settled(cluster)
    cluster.create(*workloads(services))
    waiting = settled(cluster)
    right = {"ALWAYS": not waiting, "NEVER": bool(waiting), "SOMETIMES": True}[verdict]
    said = {"ALWAYS": "fits", "NEVER": "does not fit", "SOMETIMES": "may not fit"}[verdict]
    print(f"{'ok   ' if right else 'WRONG'} {name}, {len(nodes)} nodes ({size}): the check says it {said};"
          f" the scheduler leaves {len(waiting)} waiting {sorted(set(waiting)) or ''}", flush=True)
    return right


def empty(cluster: ControlPlane):
    cluster.kubectl("delete", "deployments,statefulsets,daemonsets", "--all", "-n", NAMESPACE, "--cascade=background")
    cluster.kubectl("delete", "pods", "--all", "-n", NAMESPACE, "--force", "--grace-period=0", "--ignore-not-found")
    cluster.kubectl("delete", "persistentvolumeclaims", "--all", "-n", NAMESPACE, "--wait=false")
    wait_for("pods are gone", lambda: not cluster.get("pods", "-n", NAMESPACE))
    cluster.kubectl("delete", "nodes,csinodes", "--all")


def node(it: dict) -> dict:
    room = {"cpu": f"{it['room']['cpu']}m", "memory": str(it["room"]["memory"]), "pods": str(it["room"]["pods"])}
    return {
        "apiVersion": "v1", "kind": "Node",
        "metadata": {"name": it["name"], "labels": {
            "kubernetes.io/hostname": it["name"], "kubernetes.io/os": "linux", "topology.kubernetes.io/zone": it["zone"]}},
        "spec": {"taints": [{"key": key, "value": "true", "effect": "NoSchedule"} for key in it["refuses"]]},
        "status": {"allocatable": room, "capacity": room},
    }


def disks(it: dict) -> dict:
    """What the cloud's driver says of how many disks a node can attach."""
    return {"apiVersion": "storage.k8s.io/v1", "kind": "CSINode", "metadata": {"name": it["name"]}, "spec": {"drivers": [
        {"name": "e2e", "nodeID": it["name"], "topologyKeys": None, "allocatable": {"count": it["room"]["volumes"]}}]}}


def daemon(pod: dict) -> dict:
    name = plain(pod["workload"])
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": name, "namespace": NAMESPACE},
            "spec": {"selector": {"matchLabels": {"app": name}}, "template": template(name, pod)}}


def workloads(pods: list):
    """Volumes make a StatefulSet; everything else is a Deployment. Spread where there is room, as our pods are."""
    counts = Counter(pod["workload"] for pod in pods)
    for pod in {each["workload"]: each for each in pods}.values():
        name = plain(pod["workload"])
        spec = {"replicas": counts[pod["workload"]], "selector": {"matchLabels": {"app": name}}, "template": template(name, pod)}
        kind = "Deployment"
        if pod["amount"]["volumes"]:
            kind = "StatefulSet"
            spec |= {"serviceName": name, "podManagementPolicy": "Parallel", "volumeClaimTemplates": [
                {"metadata": {"name": f"disk-{i}"}, "spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": STORAGE_CLASS,
                                                             "resources": {"requests": {"storage": "1Gi"}}}}
                for i in range(pod["amount"]["volumes"])]}
        yield {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name, "namespace": NAMESPACE}, "spec": spec}


def template(name: str, pod: dict) -> dict:
    alike = {"labelSelector": {"matchLabels": {"app": name}}}
    spread = [{**alike, "maxSkew": 1, "topologyKey": key, "whenUnsatisfiable": "ScheduleAnyway"}
              for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")]
    if pod["zoneSkew"]:
        spread[0] |= {"maxSkew": pod["zoneSkew"], "whenUnsatisfiable": "DoNotSchedule"}
    spec = {
        "containers": [{"name": "one", "image": "none", "resources": {"requests": {
            "cpu": f"{pod['amount']['cpu']}m", "memory": str(pod["amount"]["memory"])}}}],
        "topologySpreadConstraints": spread,
        "tolerations": [{"operator": "Exists"} if key == "*" else {"key": key, "operator": "Exists"} for key in pod["tolerates"]],
    }
    if pod["apart"]:
        spec["affinity"] = {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [
            {**alike, "topologyKey": "kubernetes.io/hostname"}]}}
    return {"metadata": {"labels": {"app": name}}, "spec": spec}


def settled(cluster: ControlPlane) -> list[str]:
    """The apps of the pods that the scheduler has tried and left without a node, once nothing changes any more."""
    before, since = None, time.monotonic()
    while time.monotonic() - since < 60:
        pods = cluster.get("pods", "-n", NAMESPACE)
        now = sorted((p["metadata"]["name"], bool(p["spec"].get("nodeName"))) for p in pods)
        tried = all(p["spec"].get("nodeName") or p["status"].get("conditions") for p in pods)
        if tried and now == before and now and expected(cluster) == len(now):
            return [p["metadata"]["labels"]["app"] for p in pods if not p["spec"].get("nodeName")]
        before = now
        time.sleep(1)
    raise AssertionError("the scheduler does not come to rest")


def expected(cluster: ControlPlane) -> int:
    return sum(w["status"].get("desiredNumberScheduled", 0) if w["kind"] == "DaemonSet" else w["spec"]["replicas"]
               for w in cluster.get("deployments,statefulsets,daemonsets", "-n", NAMESPACE))


def is_ready(it: dict) -> bool:
    return any(c["type"] == "Ready" and c["status"] == "True" for c in it["status"].get("conditions", []))


def plain(workload: str) -> str:
    return workload.replace("/", "-").lower()


if __name__ == "__main__":
    main()
