"""The Kubernetes objects of an environment as `./chatstack manifests` prints them, with what Terraform fills in when it applies."""

import json
import re
import secrets

import yaml

from cluster import PodsCluster

MADE = "made when it is applied"
ADDRESS = re.compile(r"\$\{kubernetes_service_v1\.[^.]*_(?P<name>[^_.]+)_service_[0-9A-F]{8}\.spec\[0\]\.cluster_ip\}")
# what operators of charts would read; they do not run here
FIRST = ["Namespace", "StorageClass", "ServiceAccount", "Secret", "ConfigMap", "Role", "RoleBinding", "LimitRange", "ResourceQuota",
         "NetworkPolicy", "Service"]
THEN = ["PodDisruptionBudget", "Ingress", "StatefulSet", "Deployment", "Job", "CronJob", "HorizontalPodAutoscaler",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]


class Shipped:
    """`without`: jobs that need a program that is not to be had."""

    def __init__(self, text: str, without: set[str]):
        objects = [each for each in yaml.load_all(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if each]
        self.objects = [each for each in objects if each["kind"] in FIRST + THEN and each["metadata"]["name"] not in without]
        self.left_out = sorted(f"{each['kind']} {each['metadata']['name']}" for each in objects if each not in self.objects)
        self._secrets = {}

    def namespaces(self) -> list[str]:
        return [each["metadata"]["name"] for each in self.objects if each["kind"] == "Namespace"]

    def apply(self, cluster: PodsCluster):
        cluster.create(*self._of(FIRST))
        addresses = {each["metadata"]["name"]: each["spec"]["clusterIP"] for each in cluster.get("services")}
        text = json.dumps(self._of(THEN))
        cluster.create(*json.loads(ADDRESS.sub(lambda reference: addresses[reference["name"]], text)))

    def _of(self, kinds: list[str]) -> list[dict]:
        listed = sorted((each for each in self.objects if each["kind"] in kinds), key=lambda each: kinds.index(each["kind"]))
        return [self._filled(each) for each in listed]

    def _filled(self, thing: dict) -> dict:
        if thing["kind"] == "CronJob":
            # they are started by hand, not by the clock
            return {**thing, "spec": {**thing["spec"], "suspend": True}}
        if thing["kind"] != "Secret":
            return thing
        for values in (thing.get("stringData", {}), thing.get("data", {})):
            made = [key for key, value in values.items() if value == MADE]
            for key in made:
                values[key] = self._value(thing["metadata"]["name"], key)
        return {**thing, "data": {}, "stringData": {**thing.get("stringData", {}), **thing.get("data", {})}}

    def _value(self, secret: str, key: str) -> str:
        """Letters and digits, as the generated passwords; an address has the same Secret's password in it."""
        if (secret, key) == ("valkey", "url"):
            return f"redis://:{self._value(secret, 'password')}@valkey-proxy:6379"
        return self._secrets.setdefault((secret, key), secrets.token_hex(12))
