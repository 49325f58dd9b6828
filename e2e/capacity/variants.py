"""The files that are judged: each shipped environment as it is and at the boundary, where a little more does not fit."""

import copy
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent

# the next smaller size of the machines that the environments have, and one of the same family that is larger
SMALLER = {"e2-standard-4": "e2-standard-2", "m7i.xlarge": "m7i.large", "Standard_D4as_v5": "Standard_D2as_v5"}
LARGER = {"e2-standard-4": "e2-standard-8", "m7i.xlarge": "m7i.2xlarge", "Standard_D4as_v5": "Standard_D8as_v5"}


def variants(wanted: list[str]):
    """Label and content of each, for the environments `wanted`, or for all."""
    for file in sorted((ROOT / "config").glob("*.yaml")):
        shipped = yaml.safe_load(file.read_text())
        if (wanted and file.stem not in wanted) or shipped["cloud"]["provider"] not in ("google", "aws", "azure"):
            continue
        for label, change in changes(shipped):
            content = copy.deepcopy(shipped)
            change(content)
            yield f"{file.stem} {label}", content


def changes(shipped: dict):
    yield "as shipped", lambda it: None
    for gib in range(5, 15):
        yield f"with members of {gib} GiB", lambda it, gib=gib: it["mongodb"].update(memory=f"{gib}Gi")
    for gib in (2, 4, 6, 8, 11, 13):
        yield f"with 5 servers of {gib} GiB", lambda it, gib=gib: servers(it, memory=f"{gib}Gi", memoryLimit=f"{gib}Gi")
    for cpu in (1, 2, 3):
        yield f"with 5 servers of {cpu} CPUs", lambda it, cpu=cpu: servers(it, cpu=str(cpu), cpuLimit=str(cpu))
    yield "with smaller machines", lambda it: machines(it, SMALLER)
    yield "with larger machines", lambda it: machines(it, LARGER)
    yield "with one node fewer", fewer_nodes
    yield "with one member and one node", one_node
    if len(shipped["cloud"]["zones"]) > 1:
        yield "with two zones", lambda it: it["cloud"].update(zones=it["cloud"]["zones"][:2])
        yield "with one zone", one_zone


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


def fewer_nodes(it: dict):
    block = nodes(it)
    block.pop("groupPerZone", None) # a group keeps one node at least
    block.update(workersCount=block["workersCount"] - 1, maxWorkersCount=block["maxWorkersCount"] - 1)


def one_node(it: dict):
    block = nodes(it)
    block.pop("groupPerZone", None)
    block.update(workersCount=1, maxWorkersCount=2)
    it["mongodb"].update(members=1)
    it["production"] = False


def one_zone(it: dict):
    it["cloud"].update(zones=it["cloud"]["zones"][:1])
    nodes(it).pop("groupPerZone", None)
    it["production"] = False
