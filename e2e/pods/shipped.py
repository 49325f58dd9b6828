"""The Kubernetes objects of an environment as `./chatstack manifests` prints them, with what Terraform fills in when it applies: the
Secrets of the synthesized stacks, with passwords, and the addresses of Services."""

import json
import re
import secrets
from functools import cache
from pathlib import Path

import yaml

from cluster import PodsCluster

ADDRESS = re.compile(r"\$\{kubernetes_service_v1\.[^.]*_(?P<name>[^_.]+)_service_[0-9A-F]{8}\.spec\[0\]\.cluster_ip\}")
PASSWORD = re.compile(r"\$\{ephemeral\.random_password\.(?P<name>[^.]+)\.result\}")
FIRST = ["Namespace", "StorageClass", "ServiceAccount", "Secret", "ConfigMap", "ClusterRole", "ClusterRoleBinding", "Role",
         "RoleBinding", "LimitRange", "ResourceQuota",
         "NetworkPolicy", "Service", "PersistentVolumeClaim"]
THEN = ["PodDisruptionBudget", "Ingress", "StatefulSet", "Deployment", "Job", "CronJob", "HorizontalPodAutoscaler",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]
# what the operator of Prometheus reads; ready when its definitions are there
WATCHED = ["PodMonitor", "Probe", "PrometheusRule", "ServiceMonitor"]
# what istiod reads, accepted when it is there; the Gateway API has a kind of the same name
MESHED = ["PeerAuthentication", "AuthorizationPolicy", "Telemetry", "DestinationRule", "Gateway", "VirtualService"]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Shipped:
    """`without`: jobs that need a program that is not to be had. `synthesized` is the folder with the stacks of the environment; without it
    what Terraform makes of Secrets is letters that mean nothing."""

    def __init__(self, text: str, without: set[str], synthesized: Path | None = None):
        objects = [each for each in yaml.load_all(text, Loader=LOADER) if each]
        self.objects = [each for each in objects
                        if (each["kind"] in FIRST + THEN + WATCHED or _is_meshed(each)) and each["metadata"]["name"] not in without]
        self.left_out = sorted(f"{each['kind']} {each['metadata']['name']}" for each in objects if each not in self.objects)
        self._stacks = [json.loads(file.read_text()) for file in sorted(synthesized.glob("*/cdk.tf.json"))] if synthesized else []
        self._passwords = {name: secrets.token_hex(about["length"] // 2) for stack in self._stacks
                           for name, about in stack.get("ephemeral", {}).get("random_password", {}).items()}

    def namespaces(self) -> list[str]:
        return [each["metadata"]["name"] for each in self.objects if each["kind"] == "Namespace"]

    def apply(self, cluster: PodsCluster, before_pods=lambda: None):
        """Everything, with `before_pods` done as soon as there are namespaces, rules and Secrets."""
        cluster.create(*self._of(FIRST))
        before_pods()
        cluster.create(*[each for each in self.objects if _is_meshed(each)])
        addresses = {each["metadata"]["name"]: each["spec"]["clusterIP"] for each in cluster.get("services")}
        text = json.dumps(self._of(THEN))
        cluster.create(*json.loads(ADDRESS.sub(lambda reference: addresses[reference["name"]], text)))

    def assign(self, number: int):
        """As OpenShift does: a user, and a group for volumes, for pods that name none."""
        for each in self.objects:
            pod = (each.get("spec", {}).get("jobTemplate", each).get("spec", {}).get("template") or {}).get("spec")
            if pod:
                pod["securityContext"] = {"runAsUser": number, "fsGroup": number, **pod.get("securityContext", {})}

    def secrets_of_people(self) -> list[dict]:
        """Those that pods name and nobody makes, with each key that they read and letters that mean nothing."""
        made = {(each["metadata"].get("namespace"), each["metadata"]["name"]) for each in self.objects if each["kind"] == "Secret"}
        wanted = {}
        for each in self.objects:
            pod = (each.get("spec", {}).get("jobTemplate", each).get("spec", {}).get("template") or {}).get("spec", {})
            for container in [*pod.get("initContainers", []), *pod.get("containers", [])]:
                for variable in container.get("env", []):
                    key = variable.get("valueFrom", {}).get("secretKeyRef")
                    if key and (where := (each["metadata"]["namespace"], key["name"])) not in made:
                        wanted.setdefault(where, {})[key["key"]] = "of-a-person"
        return [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": namespace}, "stringData": values}
                for (namespace, name), values in wanted.items()]

    def watched(self) -> list[dict]:
        return self._of(WATCHED)

    def one(self, kind: str, name: str) -> dict:
        return next(each for each in self.objects if (each["kind"], each["metadata"]["name"]) == (kind, name))

    def values(self, chart: str) -> dict:
        """What the environment says to a chart."""
        return next(yaml.load(release["values"][0], Loader=LOADER) for stack in self._stacks
                    for release in stack.get("resource", {}).get("helm_release", {}).values() if release["chart"] == chart)

    def _of(self, kinds: list[str]) -> list[dict]:
        listed = sorted((each for each in self.objects if each["kind"] in kinds), key=lambda each: kinds.index(each["kind"]))
        return [self._filled(each) for each in listed]

    def _filled(self, thing: dict) -> dict:
        if thing["kind"] == "CronJob":
            # they are started by hand, not by the clock
            return {**thing, "spec": {**thing["spec"], "suspend": True}}
        if thing["kind"] == "Secret":
            about = thing["metadata"]
            made = self._secrets().get((about.get("namespace"), about["name"]))
            return {**thing, "data": {}, "stringData": made or dict.fromkeys(thing.get("data", {}) | thing.get("stringData", {}), "made")}
        return thing

    @cache
    def _secrets(self) -> dict:
        return {
            (each["metadata"].get("namespace"), each["metadata"]["name"]): {
                key: PASSWORD.sub(lambda reference: self._passwords[reference["name"]], value)
                for key, value in each["data_wo"].items()
            }
            for stack in self._stacks for each in stack.get("resource", {}).get("kubernetes_secret_v1", {}).values()
        }


def _is_meshed(thing: dict) -> bool:
    return thing["kind"] in MESHED and ".istio.io/" in thing["apiVersion"]
