"""What the capacity check accepts, the real scheduler schedules; what it refuses, the real scheduler does not.

The nodes have the allocatable that the check computes, the pods the requests and rules that it reads. That nodes and pods of a
cloud are so is for the sources of the numbers to show. Every case has its own namespace and nodes, so that many are
scheduled at the same time.
"""

import json
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from capacity_variants import ROOT, clusters, variants
from control_plane import ControlPlane, wait_for

PROGRAM = str(ROOT / "chatstack")
DRIVER = "disks.e2e"
AT_A_TIME = 10


@dataclass
class Case:
    """Pods that the check has judged on some nodes, and what becomes of them when nodes are lost."""
    name: str
    verdict: str
    nodes: list
    daemons: list
    pods: list
    lost: list = field(default_factory=list)
    added: list = field(default_factory=list)
    at_worst: list = field(default_factory=list)
    varied: tuple = ()
    id: str = ""


def verdicts(environment: str, folder: Path, port: int) -> list[str]:
    """One line for each verdict on `environment`; it begins with WRONG when the scheduler contradicts it. The last line counts."""
    began = time.monotonic()
    cases = boundary([case for estimate, *names in estimates(environment) for case in judged(estimate, *names)])
    lines = []
    for first in range(0, len(cases), AT_A_TIME):
        # the ports of the cluster before are not free at once
        lines += prove(ControlPlane(folder, port + 10 * (first // AT_A_TIME)), cases[first:first + AT_A_TIME])
    counts = Counter(case.verdict for case in cases if not case.lost)
    wrong = sum(line.startswith("WRONG") for line in lines)
    return lines + [f"{environment}: fits {counts['ALWAYS']}, may not fit {counts['SOMETIMES']}, does not fit {counts['NEVER']},"
                    f" nodes lost {sum(bool(case.lost) for case in cases)}: {wrong} of {len(cases)} verdicts were wrong;"
                    f" {time.monotonic() - began:.0f} s"]


def estimates(environment: str):
    """What the check says of every variant, and of every cluster that is there already."""
    with tempfile.TemporaryDirectory() as folder:
        for how, nodes in clusters(environment):
            file = Path(folder) / "nodes.json"
            file.write_text(json.dumps({"items": nodes}))
            yield ask("estimate", "-e", environment, "--nodes", str(file))[0], environment, "nodes", how
        names = {}
        for number, (*name, content) in enumerate(variants(environment)):
            names[f"v{number:03}"] = name
            (Path(folder) / f"v{number:03}.yaml").write_text(yaml.safe_dump(content))
        for estimate in ask("--config", folder, "estimate") if names else []:
            yield estimate, environment, *names[estimate["environment"]]


def ask(*arguments: str) -> list[dict]:
    answer = subprocess.run([PROGRAM, *arguments, "--json"], text=True, capture_output=True)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["environments"]


def judged(estimate: dict, environment: str, varied: str, how: str):
    """Each verdict on its nodes; of a file that is as shipped also the loss of each node and each zone."""
    label = f"{environment} {how}" if how == "as shipped" else f"{environment} with {how}"
    smallest, largest, services = estimate["nodes"]["smallest"], estimate["nodes"]["largest"], estimate["pods"]["services"]
    daemons, room = estimate["pods"]["daemons"], estimate["room"]
    sizes = [("smallest", room["atSmallest"], smallest, services),
             ("largest, with a task", room["atLargest"], largest, services + [task for task in [room["worstTask"]] if task]),
             ("largest, most pods", room["atMost"], largest, estimate["pods"]["mostServices"])]
    for size, verdict, nodes, pods in sizes:
        yield Case(f"{label}, {len(nodes)} nodes ({size})", verdict, nodes, daemons, pods,
                   varied=(varied, size))
    if how != "as shipped":
        return
    for lost in smallest:
        yield Case(f"{label}, {lost['name']} lost", room["atSmallest"], smallest, daemons, services,
                   [lost], [], room["nodeFails"])
    zones = sorted({node["zone"] for node in smallest})
    for zone in zones if len(zones) > 1 else []:
        names = {node["name"] for node in smallest}
        yield Case(f"{label}, zone {zone} lost", room["atSmallest"], smallest, daemons, services,
                   [node for node in smallest if node["zone"] == zone],
                   [node for node in largest if node["zone"] != zone and node["name"] not in names], room["zoneFails"])


def boundary(cases: list[Case]) -> list[Case]:
    """Of cases in which one thing grows, those where the verdict changes: what is far from there says little."""
    sweeps = defaultdict(list)
    for case in cases:
        sweeps[case.varied].append(case)

    def matters(case: Case) -> bool:
        sweep = sweeps[case.varied]
        at = sweep.index(case)
        return case.lost or len(sweep) == 1 or "as shipped" in case.name or any(
            0 <= near < len(sweep) and sweep[near].verdict != case.verdict for near in (at - 1, at + 1))

    return [case for case in cases if matters(case)]


def prove(cluster: ControlPlane, cases: list[Case]) -> list[str]:
    """What the scheduler does with `cases`, a line for each."""
    for number, case in enumerate(cases):
        case.id = f"c{number}"
    cluster.up()
    try:
        cluster.create(
            {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": DRIVER}, "provisioner": DRIVER,
             "volumeBindingMode": "WaitForFirstConsumer"},
            {"apiVersion": "storage.k8s.io/v1", "kind": "CSIDriver", "metadata": {"name": DRIVER}, "spec": {"attachRequired": False}},
            *({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": case.id}} for case in cases))
        cluster.create(*(each for case in cases for it in case.nodes for each in node(case, it)))
        wait_for("nodes are ready", lambda: all(is_ready(it) for it in cluster.get("nodes")))
        cluster.create(*(daemon(case, pod) for case in cases for pod in case.daemons))
        settled(cluster, cases)
        cluster.create(*(workload for case in cases for workload in workloads(case)))
        waiting = settled(cluster, cases)
        lines = [agrees(case, waiting[case.id]) for case in cases if not case.lost]
        losses = [case for case in cases if case.lost and not waiting[case.id]]
        if losses:
            lose(cluster, losses)
            waiting = settled(cluster, losses)
            lines += [loses(case, waiting[case.id]) for case in losses]
        return lines
    finally:
        cluster.down()


def agrees(case: Case, waiting: list[str]) -> str:
    right = {"always": not waiting, "never": bool(waiting), "sometimes": True}[case.verdict]
    said = {"always": "fits", "never": "does not fit", "sometimes": "may not fit"}[case.verdict]
    return report(right, case.name, f"it {said}", waiting)


def loses(case: Case, waiting: list[str]) -> str:
    """The check names the worst of all losses: none may be worse."""
    said = f"at worst {len(case.at_worst)} find no other place" if case.at_worst else "everything fits on the other nodes"
    return report(len(waiting) <= len(case.at_worst), case.name, said, waiting)


def report(right: bool, name: str, said: str, waiting: list[str]) -> str:
    names = f": {', '.join(sorted(set(waiting)))}" if waiting else ""
    return f"{'ok   ' if right else 'WRONG'} {name}: the check says {said}; the scheduler leaves {len(waiting)} waiting{names}"


def lose(cluster: ControlPlane, cases: list[Case]):
    """Takes nodes away for good. What a disk holds stays in its zone."""
    zones = {f"{case.id}-{it['name']}": it["zone"] for case in cases for it in case.nodes}
    claims = {(claim["metadata"]["namespace"], claim["metadata"]["name"]): claim for claim in cluster.get("persistentvolumeclaims")}
    for claim in claims.values():
        at = zones.get(claim["metadata"].get("annotations", {}).get("volume.kubernetes.io/selected-node"))
        if at:
            cluster.kubectl("patch", "persistentvolume", claim["spec"]["volumeName"], "--type=merge", "-p", json.dumps(
                {"spec": {"nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [
                    {"key": "topology.kubernetes.io/zone", "operator": "In", "values": [at]}]}]}}}}))
    gone = [f"{case.id}-{it['name']}" for case in cases for it in case.lost]
    cluster.kubectl("delete", "nodes", *gone)
    for case in cases:
        homeless = [pod["metadata"]["name"] for pod in cluster.get("pods", "-n", case.id) if pod["spec"].get("nodeName") in gone]
        if homeless:
            cluster.kubectl("delete", "pods", "-n", case.id, "--force", "--grace-period=0", "--ignore-not-found", *homeless)
    cluster.create(*(each for case in cases for it in case.added for each in node(case, it)))


def node(case: Case, it: dict):
    """A node, and what the cloud's driver says of how many disks it can attach."""
    name = f"{case.id}-{it['name']}"
    room = {"cpu": f"{it['room']['cpu']}m", "memory": str(it["room"]["memory"]), "pods": str(it["room"]["pods"])}
    yield {
        "apiVersion": "v1", "kind": "Node",
        "metadata": {"name": name, "labels": {
            "case": case.id, "kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "topology.kubernetes.io/zone": it["zone"]}},
        "spec": {"taints": [{"key": key, "value": "true", "effect": "NoSchedule"} for key in it["refuses"]]},
        "status": {"allocatable": room, "capacity": room},
    }
    yield {"apiVersion": "storage.k8s.io/v1", "kind": "CSINode", "metadata": {"name": name}, "spec": {"drivers": [
        {"name": DRIVER, "nodeID": name, "topologyKeys": None, "allocatable": {"count": it["room"]["volumes"]}}]}}


def daemon(case: Case, pod: dict) -> dict:
    name = plain(pod["workload"])
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": name, "namespace": case.id},
            "spec": {"selector": {"matchLabels": {"app": name}}, "template": template(case, name, pod)}}


def workloads(case: Case):
    """Volumes make a StatefulSet; everything else is a Deployment. Spread where there is room, as our pods are."""
    counts = Counter(pod["workload"] for pod in case.pods)
    for pod in {each["workload"]: each for each in case.pods}.values():
        name = plain(pod["workload"])
        spec = {"replicas": counts[pod["workload"]], "selector": {"matchLabels": {"app": name}}, "template": template(case, name, pod)}
        kind = "Deployment"
        if pod["amount"]["volumes"]:
            kind = "StatefulSet"
            spec |= {"serviceName": name, "podManagementPolicy": "Parallel", "volumeClaimTemplates": [
                {"metadata": {"name": f"disk-{i}"}, "spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": DRIVER,
                                                             "resources": {"requests": {"storage": "1Gi"}}}}
                for i in range(pod["amount"]["volumes"])]}
        yield {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name, "namespace": case.id}, "spec": spec}


def template(case: Case, name: str, pod: dict) -> dict:
    alike = {"labelSelector": {"matchLabels": {"app": name}}}
    spread = [{**alike, "maxSkew": 1, "topologyKey": key, "whenUnsatisfiable": "ScheduleAnyway"}
              for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")]
    if pod["zoneSkew"]:
        spread[0] |= {"maxSkew": pod["zoneSkew"], "whenUnsatisfiable": "DoNotSchedule"}
    spec = {
        "containers": [{"name": "one", "image": "none", "resources": {"requests": {
            "cpu": f"{pod['amount']['cpu']}m", "memory": str(pod["amount"]["memory"])}}}],
        "nodeSelector": {"case": case.id},
        "topologySpreadConstraints": spread,
        "tolerations": [{"operator": "Exists"} if key == "*" else {"key": key, "operator": "Exists"} for key in pod["tolerates"]],
    }
    if pod["apart"]:
        spec["affinity"] = {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [
            {**alike, "topologyKey": "kubernetes.io/hostname"}]}}
    return {"metadata": {"labels": {"app": name}}, "spec": spec}


def settled(cluster: ControlPlane, cases: list[Case]) -> dict[str, list[str]]:
    """By case, the apps of the pods that the scheduler has tried and left without a node, once nothing changes any more."""
    before, since = None, time.monotonic()
    while time.monotonic() - since < 600:
        pods = [pod for pod in json.loads(cluster.kubectl("get", "--raw", "/api/v1/pods"))["items"] if not pod["metadata"].get("deletionTimestamp")]
        now = sorted((p["metadata"]["namespace"], p["metadata"]["name"], bool(p["spec"].get("nodeName"))) for p in pods)
        tried = all(p["spec"].get("nodeName") or p["status"].get("conditions") for p in pods)
        if tried and now == before and expected(cluster) == len(now):
            waiting = defaultdict(list)
            for pod in pods:
                if not pod["spec"].get("nodeName"):
                    waiting[pod["metadata"]["namespace"]].append(pod["metadata"]["labels"]["app"])
            return waiting
        before = now
        time.sleep(2)
    raise AssertionError(f"the scheduler does not come to rest: {[case.name for case in cases]}")


def expected(cluster: ControlPlane) -> int:
    return sum(w["status"].get("desiredNumberScheduled", 0) if w["kind"] == "DaemonSet" else w["spec"]["replicas"]
               for w in cluster.get("deployments,statefulsets,daemonsets"))


def is_ready(it: dict) -> bool:
    return any(c["type"] == "Ready" and c["status"] == "True" for c in it["status"].get("conditions", []))


def plain(workload: str) -> str:
    return workload.replace("/", "-").lower()

