"""The Kubernetes objects of files in which each two parts stand that go together, against a real API server: it knows every field
and takes every value. Nothing of them is made but the namespaces."""

import copy
import os
import subprocess
from pathlib import Path

import yaml

from charts import definition
from control_plane import E2E, ControlPlane

PRODUCT = None
ENVIRONMENT = "gcp-dev"  # any: a cluster is needed, and no environment of config/
MINUTES = 6
ROOT = E2E.parent
CHATSTACK = ROOT / "chatstack"
PARTS = ROOT / "src/test/resources/config"
TOGETHER = 20
AT_ONCE = 100
FINE = ("serverside-applied", "Warning: ")


class KIND:
    """A control plane that knows all custom resources."""

    def __init__(self, name: str, folder: Path, port: int):
        self.folder = folder
        self.charts = {}
        self.cluster = ControlPlane(folder / "cluster", port)

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.cluster.up()
        known = yaml.safe_load((Path(__file__).parent / "custom-resources.yaml").read_text())
        self.cluster.create(*(definition(each) for kinds in known.values() for each in kinds))

    def stop(self):
        if self.cluster.folder.exists():
            self.cluster.down()


def test_the_api_server_takes_every_object_of_every_combination(environment):
    names = write(environment.folder)
    found = distinct(manifests(environment.folder, names))
    assert len(names) > 100
    assert len(found) > 1000
    namespaces = sorted({it["metadata"]["namespace"] for it in found if "namespace" in it["metadata"]})
    environment.cluster.create(*({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in namespaces))

    refused = []
    for objects in batches(found):
        refused += refusals(environment.cluster, objects)

    print(f"{len(names)} files, {len(found)} distinct objects, {len(refused)} refused")
    assert refused == []


def write(folder: Path) -> list[str]:
    """Each combination as a file; the part of each group is merged into what those before it say."""
    parts = yaml.safe_load((PARTS / "parts.yaml").read_text())
    rows = yaml.safe_load((PARTS / "combinations.yaml").read_text())["files"]
    config = folder / "config"
    config.mkdir(exist_ok=True)
    website = folder / "website"
    website.is_symlink() or website.symlink_to(ROOT / "website")
    names = []
    for number, row in enumerate(rows):
        content: dict = {}
        for group, part in zip(parts, row.split()):
            merge(content, parts[group][part])
        names.append(f"combination-{number}")
        (config / f"{names[-1]}.yaml").write_text(yaml.safe_dump(content))
    return names


def merge(content: dict, part: dict):
    for key, value in part.items():
        if isinstance(value, dict) and isinstance(content.get(key), dict):
            merge(content[key], value)
        else:
            content[key] = copy.deepcopy(value)


def manifests(folder: Path, names: list[str]):
    for first in range(0, len(names), TOGETHER):
        chosen = [word for name in names[first:first + TOGETHER] for word in ("-e", name)]
        result = subprocess.run(
            [CHATSTACK, "--config", folder / "config", "manifests", *chosen], env=os.environ, text=True, capture_output=True
        )
        assert result.returncode == 0, result.stderr
        yield from filter(None, yaml.load_all(result.stdout, yaml.CSafeLoader))


def distinct(objects) -> list[dict]:
    return list({yaml.dump(it, Dumper=yaml.CSafeDumper): it for it in objects}.values())


def batches(objects: list[dict]):
    """Of one name there is one in each: the second would be a change of the first."""
    waiting = objects
    while waiting:
        batch, later = {}, []
        for it in waiting:
            key = (it["kind"], it["metadata"].get("namespace"), it["metadata"]["name"])
            later.append(it) if key in batch or len(batch) == AT_ONCE else batch.update({key: it})
        yield list(batch.values())
        waiting = later


def refusals(cluster: ControlPlane, objects: list[dict]) -> list[str]:
    result = subprocess.run(
        ["kubectl", "apply", "--server-side", "--dry-run=server", "--validate=strict", "--force-conflicts", "-f", "-"],
        input=yaml.dump_all(objects, Dumper=yaml.CSafeDumper), env={**os.environ, "KUBECONFIG": str(cluster.kubeconfig)},
        text=True, capture_output=True,
    )
    said = (result.stdout + result.stderr).splitlines()
    return [line for line in said if not any(word in line for word in FINE)]
