"""The files that are judged: each shipped environment as it is and at the boundary, where a little more does not fit."""

import copy
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent

# the next smaller size of the machines that the environments have, and one of the same family that is larger
SMALLER = {"e2-standard-4": "e2-standard-2", "m7i.xlarge": "m7i.large", "Standard_D4as_v5": "Standard_D2as_v5"}
LARGER = {"e2-standard-4": "e2-standard-8", "m7i.xlarge": "m7i.2xlarge", "Standard_D4as_v5": "Standard_D8as_v5"}


def variants(environment: str):
    """What is varied, how, and the content of the file; none for an environment whose nodes are not ours."""
    shipped = yaml.safe_load((ROOT / "config" / f"{environment}.yaml").read_text())
    if shipped["cloud"]["provider"] == "existing":
        return
    for varied, how, change in changes(shipped):
        content = copy.deepcopy(shipped)
        change(content)
        yield varied, how, content


def changes(shipped: dict):
    yield "nothing", "as shipped", lambda it: None
    for gib in range(5, 15):
        yield "members", f"members of {gib} GiB", lambda it, gib=gib: it["mongodb"].update(memory=f"{gib}Gi")
    for gib in range(2, 14):
        yield "memory", f"5 servers of {gib} GiB", lambda it, gib=gib: servers(it, memory=f"{gib}Gi", memoryLimit=f"{gib}Gi")
    for cpu in (1, 2, 3):
        yield "cpu", f"5 servers of {cpu} CPUs", lambda it, cpu=cpu: servers(it, cpu=str(cpu), cpuLimit=str(cpu))
    for size, sizes in (("smaller", SMALLER), ("larger", LARGER)):
        yield size, f"{size} machines", lambda it, sizes=sizes: machines(it, sizes)
    for people in (500, 2000):
        yield f"{people} people", f"as many nodes as {people} people need", lambda it, people=people: sized(it, people)
    for count in (2, 1):
        yield f"{count} nodes", f"one member, {count} to {count + 1} nodes", lambda it, count=count: fewer_nodes(it, count)
    if len(shipped["cloud"]["zones"]) > 1:
        yield "zones", "two zones", lambda it: it["cloud"].update(zones=it["cloud"]["zones"][:2])


def nodes(it: dict) -> dict:
    """The block of the nodes on which our own pods run."""
    return it["cloud"].get("userNodes") or it["cloud"]["nodes"]


def servers(it: dict, **resources: str):
    it["chat"].update(resources=resources, replicas=5, licenceSecret="licence")


def machines(it: dict, sizes: dict):
    block = nodes(it)
    if "machineTypes" in block:
        block["machineTypes"] = [sizes[one] for one in block["machineTypes"]]
    else:
        block["machineType"] = sizes[block["machineType"]]


def sized(it: dict, people: int):
    """What the number of people is to choose is left out."""
    it["chat"].update(concurrentUsers=people, licenceSecret="licence")
    it["chat"].pop("replicas", None)
    for size in ("memory", "volume"):
        it["mongodb"].pop(size, None)
    for count in ("workersCount", "maxWorkersCount"):
        nodes(it).pop(count, None)


def fewer_nodes(it: dict, count: int):
    """Members never share a node, so fewer nodes than members are refused before anything is counted."""
    it["production"] = False
    it["mongodb"].update(members=1)
    block = nodes(it)
    block.pop("groupPerZone", None)  # a group keeps one node at least
    block.update(workersCount=count, maxWorkersCount=count + 1)


def clusters(environment: str):
    """For an environment on a cluster that exists: clusters of more and more nodes, as kubectl prints them."""
    shipped = yaml.safe_load((ROOT / "config" / f"{environment}.yaml").read_text())
    if shipped["cloud"]["provider"] != "existing":
        return
    known = yaml.safe_load((Path(__file__).parent / "clusters.yaml").read_text())[environment]
    for count in range(1, known["nodes"] + known["more"] + 1):
        how = "as shipped" if count == known["nodes"] else f"{count} nodes"
        yield how, [existing(i, known["zones"], known["allocatable"]) for i in range(count)]


def existing(number: int, zones: list[str], allocatable: dict) -> dict:
    return {"kind": "Node", "metadata": {"name": f"worker-{number}", "labels": {
        "topology.kubernetes.io/zone": zones[number % len(zones)]}}, "status": {"allocatable": allocatable}}
