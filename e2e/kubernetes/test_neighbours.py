"""Two environments in one cluster, by kubectl on a real API server: applied, applied again without change, one removed without
touching the other. Objects of other people's charts are not in it; pods are admitted, not made."""

import json
import os
import subprocess
from xml.etree import ElementTree

import yaml

from charts import definition
from control_plane import E2E, wait_for
from environment import ROOT, Environment

PRODUCT = None
ENVIRONMENT = "k3s-chathub"
MINUTES = 2
OTHER = "other"


class KIND(Environment):
    """The shipped environment, and next to it a second one whose chat has another namespace."""

    def start(self):
        self.cluster.up()
        known = yaml.safe_load((E2E / "kubernetes/custom-resources.yaml").read_text())
        self.cluster.create(*(definition(each) for kinds in known.values() for each in kinds))
        groups = {"operators": ["operators"], "viewers": ["viewers"]}
        self.mine = self._objects(lambda file: file.update(rbac=groups))
        self.others = self._objects(lambda file: _becomes_another(file, groups))

    def _objects(self, change) -> list[dict]:
        self.write(change)
        return [each for each in yaml.load_all(self.manifests(), yaml.CSafeLoader) if each]

    def apply(self, objects: list[dict]) -> dict[str, str]:
        """What becomes of each object, by its name."""
        text = yaml.dump_all([_suspended(each) for each in objects], Dumper=yaml.CSafeDumper)
        answer = self.cluster.kubectl("apply", "--server-side", "--force-conflicts", "-o", "json", "-f", "-", stdin=text)
        return {_key(each): _meaning(each) for each in json.loads(answer)["items"]}

    def verify(self) -> dict[str, str]:
        """The checks of `verify --security` that failed, each with what it found."""
        self.write()
        report = self.cluster.folder / "verify.xml"
        subprocess.run(
            [ROOT / "chatstack", "--config", self._config, "verify", "-e", self.name, "--security", "--junit", report],
            env={**os.environ, "CHATSTACK_KUBECONFIG": str(self.cluster.kubeconfig)}, text=True, capture_output=True)
        cases = ElementTree.parse(report).getroot().iter("testcase")
        return {case.get("name"): failure.get("message") for case in cases if (failure := case.find("failure")) is not None}

    def remove(self, objects: list[dict]):
        text = yaml.dump_all(objects, Dumper=yaml.CSafeDumper)
        self.cluster.kubectl("delete", "--ignore-not-found", "--wait=true", "-f", "-", stdin=text)


def test_both_are_there(environment):
    environment.first = environment.apply(environment.mine)
    environment.second = environment.apply(environment.others)
    assert len(environment.first) > 200 and len(environment.second) > 200
    assert not {*environment.first} & {*environment.second}


def test_applied_again_neither_changes(environment):
    assert environment.apply(environment.mine) == environment.first
    assert environment.apply(environment.others) == environment.second


def test_a_pod_that_is_not_restricted_is_refused_where_no_agent_of_the_node_runs(environment):
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "taken"}, "spec": {"hostPID": True, "containers": [{
        "name": "taken", "image": "taken", "securityContext": {"privileged": True}}]}}
    for namespace in ("gic-chathub", "gic-chathub-monitoring", OTHER, f"{OTHER}-monitoring"):
        refused = environment.cluster.refuses("-n", namespace, "create", "--dry-run=server", "-f", "-", stdin=json.dumps(pod))
        assert "violates PodSecurity" in refused
    environment.cluster.kubectl("-n", "gic-chathub-monitoring-nodes", "create", "--dry-run=server", "-f", "-", stdin=json.dumps(pod))


def test_the_operator_of_one_writes_nothing_of_the_other(environment):
    for mine, other in (("gic-chathub", OTHER), (OTHER, "gic-chathub")):
        account = f"system:serviceaccount:{mine}-monitoring:monitoring-operator"
        may = environment.cluster.may
        assert may(account, "update", "secrets", "-n", f"{mine}-monitoring")
        assert may(account, "list", "podmonitors.monitoring.coreos.com", "-n", mine)
        for namespace in (mine, other, f"{other}-monitoring", "kube-system"):
            assert not may(account, "get", "secrets", "-n", namespace)
            assert not may(account, "update", "statefulsets.apps", "-n", namespace)


def test_its_security_is_verified_and_each_hole_is_found(environment):
    assert environment.verify() == {}
    cluster, chat = environment.cluster, "gic-chathub"
    holes = {
        "no account of the environment has the whole cluster": (
            ["create", "clusterrolebinding", "hole", "--clusterrole=admin", f"--serviceaccount={chat}:tailchat"],
            ["delete", "clusterrolebinding", "hole"]),
        "people without a role may do nothing": (
            ["create", "clusterrolebinding", "hole", "--clusterrole=edit", "--group=system:authenticated"],
            ["delete", "clusterrolebinding", "hole"]),
        "namespaces refuse pods that are not restricted": (
            ["label", "namespace", chat, "pod-security.kubernetes.io/enforce=baseline", "--overwrite"],
            ["label", "namespace", chat, "pod-security.kubernetes.io/enforce=restricted", "--overwrite"]),
        "no door is open but the chat's": (
            ["-n", chat, "create", "service", "nodeport", "hole", "--tcp=80"], ["-n", chat, "delete", "service", "hole"]),
        "network rules deny what is not named": (
            ["-n", chat, "delete", "networkpolicy", "deny-all"], None),
    }
    for check, (opens, closes) in holes.items():
        cluster.kubectl(*opens)
        assert {*environment.verify()} == {check}
        environment.apply(environment.mine) if closes is None else cluster.kubectl(*closes)
    environment.first = environment.apply(environment.mine)


def test_one_goes_and_the_other_stays_as_it_is(environment):
    environment.remove(environment.others)
    wait_for("the second is gone", lambda: not [
        each for each in environment.cluster.get("namespaces") if each["metadata"]["name"].startswith(OTHER)])
    assert not [name for name in environment.cluster.everything() if f" {OTHER}" in name]
    left = {_key(each): _meaning(each) for each in _again(environment, environment.mine)}
    assert left == environment.first


def _becomes_another(file: dict, groups: dict):
    file["chat"]["namespace"] = OTHER
    file["chat"]["host"] = "app.other.example.org"
    file["chat"]["website"]["host"] = "website.other.example.org"
    file["cloud"]["databaseStorageClass"] = "mongodb-storage"
    file["rbac"] = groups


def _again(environment, objects: list[dict]) -> list[dict]:
    text = yaml.dump_all(objects, Dumper=yaml.CSafeDumper)
    return json.loads(environment.cluster.kubectl("get", "-o", "json", "-f", "-", stdin=text))["items"]


def _suspended(thing: dict) -> dict:
    return {**thing, "spec": {**thing["spec"], "suspend": True}} if thing["kind"] == "CronJob" else thing


def _key(thing: dict) -> str:
    return f"{thing['kind']} {thing['metadata'].get('namespace', '-')}/{thing['metadata']['name']}"


def _meaning(thing: dict) -> str:
    """The object without what the cluster itself says of it."""
    about = {key: value for key, value in thing["metadata"].items() if key in ("name", "namespace", "uid", "labels")}
    return json.dumps({**thing, "metadata": about, "status": None}, sort_keys=True)
