"""What the chart kube-prometheus-stack makes of the values that an environment gives it, as far as programs for it can be had: its
operator, Prometheus, Alertmanager and the node exporters. The operator's own version of the objects' definitions comes with it."""

import subprocess
from pathlib import Path

import yaml

from shipped import Shipped

NAMESPACE = "gic-chathub-monitoring"
OPERATOR = "v0.85.0"
# what they really are, for the operator, which writes settings and flags for a version
PROMETHEUS, ALERTMANAGER = "3.5.0", "0.25.0"
PINNED = yaml.safe_load((Path(__file__).resolve().parents[2] / "src/main/resources/versions.yaml").read_text())["images"]


def definitions() -> str:
    module = subprocess.run(
        ["go", "list", "-m", "-f", "{{.Dir}}", "github.com/prometheus-operator/prometheus-operator"],
        cwd=Path(__file__).parent / "programs", text=True, capture_output=True, check=True,
    ).stdout.strip()
    return "\n---\n".join(file.read_text() for file in sorted(Path(module, "example/prometheus-operator-crd").glob("*.yaml")))


def objects(shipped: Shipped) -> list[dict]:
    values = shipped.values("kube-prometheus-stack")
    namespaces = [NAMESPACE, *values["prometheusOperator"]["namespaces"]["additional"]]
    return [
        # what they may do is in the environment's own objects
        *({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": _about(f"monitoring-{name}")}
          for name in ("operator", "prometheus", "alertmanager")),
        _operator(namespaces, values["prometheusOperator"]["resources"]),
        _prometheus(values["prometheus"]["prometheusSpec"]),
        *_alertmanager(values["alertmanager"]),
        *_node_exporters(values["prometheus-node-exporter"]["resources"]),
        _service("prometheus", 9090),
        _service("alertmanager", 9093),
        *(_of_itself(name) for name in ("prometheus", "alertmanager")),
    ]


def _about(name: str, labels: dict | None = None) -> dict:
    return {"name": name, "namespace": NAMESPACE, "labels": labels or {}}


def _operator(namespaces: list[str], resources: dict) -> dict:
    labels = {"app.kubernetes.io/name": "kube-prometheus-stack-prometheus-operator"}
    return {
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": _about("monitoring-operator", labels),
        "spec": {"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": {
            "serviceAccountName": "monitoring-operator",
            "securityContext": {"runAsNonRoot": True, "runAsUser": 65534, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [{
                "name": "operator", "image": f"quay.io/prometheus-operator/prometheus-operator:{OPERATOR}",
                "args": [f"--namespaces={','.join(namespaces)}",
                         *(f"--{kind}-namespaces={NAMESPACE}" for kind in (
                             "prometheus-instance", "alertmanager-instance", "alertmanager-config", "thanos-ruler-instance")),
                         f"--prometheus-config-reloader=quay.io/prometheus-operator/prometheus-config-reloader:{OPERATOR}",
                         "--config-reloader-cpu-request=0", "--config-reloader-cpu-limit=0"],
                "resources": resources,
                "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
                "readinessProbe": {"httpGet": {"path": "/healthz", "port": 8080}},
            }],
        }}},
    }


def _prometheus(spec: dict) -> dict:
    everything = {f"{kind}{part}": {} for kind in ("serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig")
                  for part in ("Selector", "NamespaceSelector")}
    # words of the chart, not of the object
    known = {key: value for key, value in spec.items() if not key.endswith("NilUsesHelmValues") and key not in ("storageSpec", "podAntiAffinity")}
    return {
        "apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": _about("monitoring-prometheus"),
        "spec": {
            **known, **everything, "image": PINNED["prometheus"], "version": PROMETHEUS, "storage": spec["storageSpec"],
            "serviceAccountName": "monitoring-prometheus",
            "securityContext": {"fsGroup": 2000, "runAsGroup": 2000, "runAsNonRoot": True, "runAsUser": 1000,
                                "seccompProfile": {"type": "RuntimeDefault"}},
            "alerting": {"alertmanagers": [{"namespace": NAMESPACE, "name": "monitoring-alertmanager", "port": "http-web"}]},
        },
    }


def _alertmanager(values: dict) -> list[dict]:
    spec = {key: value for key, value in values["alertmanagerSpec"].items() if key != "podAntiAffinity"}
    return [
        {"apiVersion": "v1", "kind": "Secret", "metadata": _about("alertmanager-monitoring-alertmanager"),
         "stringData": {"alertmanager.yaml": yaml.safe_dump(values["config"]), **values["templateFiles"]}},
        {"apiVersion": "monitoring.coreos.com/v1", "kind": "Alertmanager", "metadata": _about("monitoring-alertmanager"),
         "spec": {**spec, "image": PINNED["alertmanager"], "version": ALERTMANAGER, "serviceAccountName": "monitoring-alertmanager",
                  "securityContext": {"fsGroup": 2000, "runAsGroup": 2000, "runAsNonRoot": True, "runAsUser": 1000,
                                      "seccompProfile": {"type": "RuntimeDefault"}}}},
    ]


def _node_exporters(resources: dict) -> list[dict]:
    labels = {"app.kubernetes.io/name": "prometheus-node-exporter"}
    nodes = {"namespace": f"{NAMESPACE}-nodes"}
    return [
        {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": _about("monitoring-prometheus-node-exporter", labels) | nodes,
         "spec": {"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": {
             "hostPID": True, "tolerations": [{"operator": "Exists"}],
             "securityContext": {"runAsNonRoot": True, "runAsUser": 65534},
             "containers": [{"name": "node-exporter", "image": PINNED["node-exporter"], "resources": resources,
                             "ports": [{"name": "http-metrics", "containerPort": 9100}],
                             "readinessProbe": {"httpGet": {"path": "/", "port": 9100}},
                             "securityContext": {"readOnlyRootFilesystem": True}}]}}}},
        {"apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor", "metadata": _about("node-exporter") | nodes,
         "spec": {"selector": {"matchLabels": labels}, "podMetricsEndpoints": [{"port": "http-metrics"}]}},
    ]


def _service(name: str, port: int) -> dict:
    return {"apiVersion": "v1", "kind": "Service", "metadata": _about(f"monitoring-{name}", {"app": name}),
            "spec": {"selector": {"app.kubernetes.io/name": name}, "ports": [{"name": "http-web", "port": port}]}}


def _of_itself(name: str) -> dict:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": _about(f"monitoring-{name}"),
            "spec": {"selector": {"matchLabels": {"app": name}}, "endpoints": [{"port": "http-web"}]}}
