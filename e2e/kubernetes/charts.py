"""Where the charts come from: a folder, their makers, or a stand-in."""

import json
import os
import urllib.request
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent


def replace(stack: dict, folder: Path) -> dict[str, str]:
    """Points the releases of a stack at charts that can be had, and says for each which one that is."""
    used = {}
    for release in stack.get("resource", {}).get("helm_release", {}).values():
        if "repository" not in release and not release["chart"].startswith("oci://"):
            continue  # a chart of the repository
        name, version = release["chart"].rsplit("/", 1)[-1], release["version"]
        local = _unpacked().get((name, version))
        if local:
            used[f"{name} {version}"] = "the real chart, from CHATSTACK_CHARTS"
        elif _reachable(release.get("repository", release["chart"])):
            used[f"{name} {version}"] = "the real chart, from its makers"
            continue
        else:
            local = _stand_in(name, version, folder)
            used[f"{name} {version}"] = "A STAND-IN: its makers could not be reached"
        release["chart"] = str(local)
        release.pop("repository", None)
    return used


@cache
def _unpacked() -> dict[tuple[str, str], Path]:
    """Unpacked charts below the folder that CHATSTACK_CHARTS names, by name and version."""
    found = {}
    folder = os.environ.get("CHATSTACK_CHARTS")
    for file in Path(folder).glob("*/Chart.yaml") if folder else []:
        chart = yaml.safe_load(file.read_text())
        found[chart["name"], str(chart["version"])] = file.parent
    return found


@cache
def _reachable(repository: str) -> bool:
    host = "https://" + repository.removeprefix("oci://").split("/")[0] + "/v2/"
    try:
        urllib.request.urlopen(host if repository.startswith("oci://") else f"{repository}/index.yaml", timeout=5).close()
        return True
    except urllib.error.HTTPError as refusal:
        return repository.startswith("oci://") and refusal.code == 401  # a registry that wants a token
    except OSError:
        return False


def _stand_in(name: str, version: str, folder: Path) -> Path:
    """A chart of that name and version that brings what others need of it, its custom resources, and says that it is none."""
    chart = folder / name
    (chart / "templates").mkdir(parents=True, exist_ok=True)
    (chart / "crds").mkdir(exist_ok=True)
    (chart / "Chart.yaml").write_text(json.dumps({"apiVersion": "v2", "name": name, "version": version}))
    notice = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": f"{name}-stand-in"},
        "data": {"stands-for": f"the chart {name} {version}, which could not be reached"},
    }
    (chart / "templates" / "notice.yaml").write_text(json.dumps(notice))
    definitions = yaml.safe_load((HERE / "custom-resources.yaml").read_text()).get(name, [])
    for each in definitions:
        (chart / "crds" / f"{each.split()[1]}.yaml").write_text(json.dumps(definition(each)))
    return chart


def definition(resource: str) -> dict:
    """The definition of a custom resource that takes everything: `plural.group/version Kind`, and `Cluster` behind it where it
    belongs to no namespace."""
    name, kind, *scope = resource.split()
    path, version = name.split("/")
    plural, group = path.split(".", 1)
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        # Kubernetes' own groups want to know who has approved a definition
        "metadata": {"name": path, "annotations": {"api-approved.kubernetes.io": "unapproved, a stand-in"}},
        "spec": {
            "group": group,
            "scope": scope[0] if scope else "Namespaced",
            "names": {"plural": plural, "singular": kind.lower(), "kind": kind, "listKind": f"{kind}List"},
            "versions": [{
                "name": version,
                "served": True,
                "storage": True,
                "subresources": {"status": {}},
                "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}},
            }],
        },
    }
