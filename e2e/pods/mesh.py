"""Istio as the stacks install it: its own charts with the environment's values, its own istiod and CNI plug-in. The sidecar is Envoy without
the filters that Istio adds to it, so the values switch off what needs them."""

import json
import os
import subprocess
from pathlib import Path

import yaml

from cluster import PodsCluster, folder
from shipped import Shipped

PROGRAMS = Path(os.environ.get("BIN", "/nonexistent"))
# metrics of requests, and protocols that are told from a handshake, need Istio's filters
UPSTREAM = {
    "global": {"hub": "docker.io/istio", "tag": "1.31.0"},
    "telemetry": {"enabled": False},
    "meshConfig": {"enablePrometheusMerge": False},
    "env": {"PILOT_ENABLE_METADATA_EXCHANGE": "false", "PILOT_ENABLE_ALPN_FILTER": "false"},
}


def install(cluster: PodsCluster, shipped: Shipped):
    """As the platform's stack does it: custom resources, what the nodes need, istiod, gateway."""
    chain(cluster)
    cluster.kubectl("apply", "--server-side", "-f", "-", stdin=_rendered("base", "istio-base", "istio-system", {}))
    cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
    values = _merged(shipped.values("istiod"), UPSTREAM)
    cluster.kubectl("apply", "--server-side", "-f", "-", stdin=_rendered("istio-control/istio-discovery", "istiod", "istio-system", values))
    cluster.kubectl("rollout", "status", "-n", "istio-system", "deployment/istiod", "--timeout=180s")
    gateway = shipped.values("gateway")
    # an address that Google would give
    gateway["service"].pop("loadBalancerIP", None)
    cluster.kubectl("apply", "--server-side", "-f", "-", stdin=_rendered("gateway", "istio-ingressgateway", "istio-ingress", gateway))


def chain(cluster: PodsCluster):
    """What the DaemonSet of the chart does on each node: Istio's plug-in comes after the pod network's, with its own way to the API server."""
    for node in sorted(folder().glob("node[0-9]")):
        own = node / "istio-cni"
        own.mkdir(exist_ok=True)
        (own / "istio-cni-kubeconfig").write_bytes(cluster.kubeconfig.read_bytes())
        network = node / "cni/10-pods.conflist"
        about = json.loads(network.read_text())
        about["plugins"] = [each for each in about["plugins"] if each["type"] != "istio-cni"] + [{
            "type": "istio-cni", "name": "istio-cni", "cniVersion": "0.3.1", "plugin_log_level": "info", "cni_agent_run_dir": str(own),
            "ambient_enabled": False, "enablement_selectors": [], "exclude_namespaces": ["kube-system"], "pod_namespace": "istio-system",
        }]
        part = network.with_suffix(".part")
        part.write_text(json.dumps(about))
        part.rename(network)


def _rendered(chart: str, name: str, namespace: str, values: dict) -> str:
    text = subprocess.run([PROGRAMS / "charts", chart, name, namespace], input=json.dumps(values), text=True, capture_output=True, check=True).stdout
    objects = [each for each in yaml.safe_load_all(text) if each]
    for each in objects:
        if _is_namespaced(each):
            each["metadata"].setdefault("namespace", namespace)
    return yaml.safe_dump_all(objects)


def _is_namespaced(thing: dict) -> bool:
    return not thing["kind"].startswith(("Cluster", "CustomResource", "MutatingWebhook", "ValidatingWebhook", "ValidatingAdmission"))


def _merged(below: dict, above: dict) -> dict:
    return below | {key: _merged(below.get(key, {}), value) if isinstance(value, dict) else value for key, value in above.items()}
