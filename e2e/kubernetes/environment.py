"""An environment of config/, synthesized as shipped or with a change, on its own cluster."""

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path

import yaml

import charts
from control_plane import E2E, ControlPlane
from terraform import Stack

ROOT = E2E.parent
CLUSTERS = yaml.safe_load((Path(__file__).parent / "clusters.yaml").read_text())


DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class"


def is_shipped(name: str) -> bool:
    return (ROOT / "config" / f"{name}.yaml").exists()


def file_of(name: str) -> dict:
    """What the file of an environment says: one that is shipped, or one that is here for the proofs alone."""
    folder = ROOT / "config" if is_shipped(name) else Path(__file__).parent / "environments"
    return yaml.safe_load((folder / f"{name}.yaml").read_text())


def product_of(name: str) -> str:
    return file_of(name)["chat"]["product"]


class Environment:
    """What is to be proven is the same for each; `port` is the first of ten that it may use."""

    def __init__(self, name: str, folder: Path, port: int):
        self.name = name
        self.cluster = ControlPlane(folder / "control-plane", port)
        self.charts: dict[str, str] = {}
        self.program = ROOT  # whose ./chatstack makes the stacks
        self._folder = folder
        self._config = folder / "config"
        self._output = folder / "out"
        self._nodes = CLUSTERS[name]
        self._shipped = file_of(name)
        self.platform = self._stack("platform")
        self.chat = self._stack("chat")
        self.stacks = [self.platform, self.chat]

    def start(self):
        self.cluster.up()
        self.make_cluster()
        self.synthesize()

    def stop(self):
        self.cluster.down()

    @property
    def namespace(self) -> str:
        return self._shipped["chat"].get("namespace", "application")

    def make_cluster(self):
        """The nodes, and what the cloud or the owner of the cluster brings."""
        self.cluster.add_nodes(self._names(0, self._nodes["nodes"]), self._nodes["zones"], self._nodes["allocatable"])
        usual = self._nodes.get("defaultStorageClass")
        for name in self._nodes.get("storageClasses", []):
            self.cluster.create({
                "apiVersion": "storage.k8s.io/v1",
                "kind": "StorageClass",
                "metadata": {"name": name, "annotations": {DEFAULT_CLASS: "true"} if name == usual else {}},
                "provisioner": "e2e",
                "volumeBindingMode": "WaitForFirstConsumer",
            })
        platform = self._nodes.get("customResources")
        known = yaml.safe_load((Path(__file__).parent / "custom-resources.yaml").read_text())
        self.cluster.create(*map(charts.definition, known.get(platform, [])))

    def add_spare_nodes(self):
        """What the cloud's autoscaler does when pods wait."""
        first = self._nodes["nodes"]
        self.cluster.add_nodes(
            self._names(first, first + self._nodes["more"]), self._nodes["zones"], self._nodes["allocatable"]
        )

    def replace_node(self, name: str):
        zone = next(n for n in self.cluster.get("nodes") if n["metadata"]["name"] == name)["metadata"]["labels"][
            "topology.kubernetes.io/zone"]
        self.cluster.kubectl("delete", "node", name)
        return lambda: self.cluster.add_nodes([f"{name}-again"], [zone], self._nodes["allocatable"])

    def synthesize(self, change=None, pages=None, patience="2m"):
        """As shipped, or after `change` has edited the file's content; both stacks are then what the file says. `pages` are
        other contents for files of the website, by name. `patience` is how long Terraform waits for pods: they are ready at once
        here, and what is not never will be."""
        self.write(change)
        for name, text in (pages or {}).items():
            (self._folder / "website" / name).write_text(text)
        self.put_in_place(patience)
        for stack in self.stacks:
            stack.initialise()

    def write(self, change=None):
        """The file, and what it names."""
        content = copy.deepcopy(self._shipped)
        if change:
            change(content)
        self._config.mkdir(parents=True, exist_ok=True)
        (self._config / f"{self.name}.yaml").write_text(yaml.safe_dump(content))
        shutil.copytree(ROOT / "website", self._folder / "website", dirs_exist_ok=True)

    def manifests(self) -> str:
        """The objects of the file without those of other people's charts; it is written first."""
        result = subprocess.run(
            [ROOT / "chatstack", "--config", self._config, "manifests", "-e", self.name], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def put_in_place(self, patience="2m"):
        """What the file says, as this machine can apply it."""
        self.types("synth")
        for stack in self.stacks:
            synthesized = json.loads((stack.folder / "cdk.tf.json").read_text())
            self.charts.update(charts.replace(synthesized, self._folder / "charts"))
            _hurry(synthesized, patience)
            synthesized = self.adapt(synthesized)
            for name in synthesized.get("variable", {}).keys() & self._nodes.get("variables", {}).keys():
                synthesized["variable"][name]["default"] = self._nodes["variables"][name]
            stack.define(synthesized)

    def lose_state(self):
        """Terraform forgets what it made, and `./chatstack state --rebuild` finds it; the imports are for the next apply."""
        for stack in self.stacks:
            stack.forget()
        self.types("state", "--rebuild", "--yes")
        self.put_in_place()  # the command has synthesized what this machine cannot apply

    def types(self, *words: str):
        result = subprocess.run(
            [self.program / "chatstack", "--config", self._config, words[0], "-e", self.name, *words[1:]],
            env={**os.environ, **self.sign_in(), "CDKTF_OUTDIR": str(self._output)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        assert result.returncode == 0, result.stdout

    def sign_in(self) -> dict[str, str]:
        """The stacks reach the cluster by its own kubeconfig."""
        return {"CHATSTACK_KUBECONFIG": str(self.cluster.kubeconfig)}

    def adapt(self, stack: dict) -> dict:
        """A stack as this machine can apply it."""
        return stack

    def _stack(self, part: str) -> Stack:
        """Where the synth puts it, and the command lines expect it."""
        return Stack(f"{self.name}-{part}", self._output / "stacks" / f"{self.name}-{part}")

    def _names(self, first: int, end: int) -> list[str]:
        return [f"{self.name}-{number}" for number in range(first, end)]


def _hurry(stack: dict, patience: str):
    for kind, resources in stack.get("resource", {}).items():
        for resource in resources.values():
            if kind == "helm_release":
                resource["timeout"] = 120
            elif kind in ("kubernetes_deployment_v1", "kubernetes_stateful_set_v1", "kubernetes_job_v1"):
                resource["timeouts"] = {"create": patience, "update": patience}
