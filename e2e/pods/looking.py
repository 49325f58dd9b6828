"""What holds for the pods of every environment, and who reaches whom."""

from pathlib import Path

import yaml

from cluster import PodsCluster
from control_plane import wait_for

PATHS = yaml.safe_load((Path(__file__).parent / "paths.yaml").read_text())
API_NAME = "kubernetes.default.svc.cluster.local"


def workload(pod: dict) -> str:
    return pod["metadata"]["labels"]["app.kubernetes.io/name"]


def not_locked_in(cluster: PodsCluster, pods: list[dict]) -> list[str]:
    """Processes that may more than a restricted pod's with a read-only root."""
    return [f"{process.pod}: {process.name}" for process in cluster.processes(pods) if not (
        "0" not in process.ids("Uid")
        and int(process.status["CapEff"], 16) == 0
        and int(process.status["CapBnd"], 16) == 0
        and process.status["NoNewPrivs"] == "1"
        and process.status["Seccomp"] == "2"
        and process.root_is_read_only()
    )]


def strangers(cluster: PodsCluster, namespaces: dict[str, str]):
    """One pod in each of `namespaces`, by its name, that nobody's rules name; all of them find names."""
    for name, namespace in namespaces.items():
        cluster.create(_stranger(name, namespace))

    def run() -> bool:
        pods = [pod for name, namespace in namespaces.items() for pod in cluster.pods(namespace, name)]
        return len(pods) == len(namespaces) and all(pod["status"]["phase"] == "Running" for pod in pods)

    wait_for("strangers run", run)
    for name, namespace in namespaces.items():
        assert "Address" in cluster.execute(cluster.pods(namespace, name)[0], "stranger", "nslookup", API_NAME)


def ask_everybody(cluster: PodsCluster, pods: list[dict], environment: str) -> tuple[int, list[str]]:
    """How many questions were asked, and what is other than in paths.yaml."""
    paths = PATHS[environment]
    ports = {(pod["status"]["podIP"], port["containerPort"]): f"{workload(pod)}:{port['containerPort']}"
             for pod in pods for container in pod["spec"]["containers"] for port in container.get("ports", [])}
    questions, wrong = 0, []
    for pod in pods:
        asked = {target: name for target, name in ports.items() if target[0] != pod["status"]["podIP"]}
        if pod["spec"]["nodeName"] != "node1":
            # the API server is a program of node1, and no rule keeps a pod from its own node
            asked[("10.200.0.1", 6443)] = "API server"
        questions += len(asked)
        reached = cluster.reach(pod, list(asked))
        wanted = {target for target, name in asked.items() if name in paths.get(workload(pod), [])}
        wrong += [f"{workload(pod)} reaches {asked[target]}" for target in sorted(reached - wanted)]
        wrong += [f"{workload(pod)} does not reach {asked[target]}" for target in sorted(wanted - reached)]
    return questions, wrong


def _stranger(name: str, namespace: str) -> dict:
    """A pod that nobody's rules name, restricted like the others."""
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": namespace, "labels": {"app.kubernetes.io/name": name}},
        "spec": {
            "automountServiceAccountToken": False,
            "securityContext": {"runAsNonRoot": True, "runAsUser": 65534, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [{
                "name": "stranger", "image": "docker.io/library/stranger:1", "imagePullPolicy": "Never",
                "resources": {"requests": {"cpu": "1m", "memory": "8Mi"}, "limits": {"memory": "16Mi"}},
                "securityContext": {
                    "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
                },
            }],
        },
    }
