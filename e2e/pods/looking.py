"""What holds for the pods of every environment, and who reaches whom."""

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import yaml

from cluster import PodsCluster, folder
from control_plane import wait_for
from shipped import Shipped

HERE = Path(__file__).resolve().parent
PATHS = yaml.safe_load((HERE / "paths.yaml").read_text())
# namespaces of every cluster
OWN = {"default", "kube-system", "kube-public", "kube-node-lease"}
API_NAME = "kubernetes.default.svc.cluster.local"


def workload(pod: dict) -> str:
    return pod["metadata"]["labels"]["app.kubernetes.io/name"]


def not_locked_in(cluster: PodsCluster, pods: list[dict]) -> list[str]:
    """Processes that may more than a restricted pod's with a read-only root."""
    # one that is about to end, as probes do all the time, has no mounts any more
    return [f"{process.pod}: {process.name}" for process in cluster.processes(pods) if process.mountinfo and not (
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


def ask_everybody(cluster: PodsCluster, pods: list[dict], environment: str, user: int = 0) -> tuple[int, list[str]]:
    """How many questions were asked, and what is other than in paths.yaml. `user` asks: a sidecar takes what others send, but not its own."""
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
        reached = cluster.reach(pod, list(asked), user)
        wanted = {target for target, name in asked.items() if name in paths.get(workload(pod), [])}
        wrong += [f"{workload(pod)} reaches {asked[target]}" for target in sorted(reached - wanted)]
        wrong += [f"{workload(pod)} does not reach {asked[target]}" for target in sorted(wanted - reached)]
    return questions, wrong


def memory(cluster: PodsCluster, pods: list[dict]) -> dict[str, int]:
    """Bytes that the kernel charges each container with, what can be given back at once left out."""
    found = {}
    for process in cluster.processes(pods):
        for line in process.cgroup.splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers == "memory":
                group = Path("/sys/fs/cgroup/memory") / path.lstrip("/")
                cache = next(int(line.split()[1]) for line in (group / "memory.stat").read_text().splitlines()
                             if line.startswith("total_inactive_file"))
                found[f"{process.pod}/{process.name}"] = int((group / "memory.usage_in_bytes").read_text()) - cache
    return found


def clear(cluster: PodsCluster):
    """Whatever ran before goes: environments use the same names."""
    gone = [name for each in cluster.get("namespaces") if (name := each["metadata"]["name"]) not in OWN]
    if gone:
        cluster.kubectl("delete", "namespace", *gone, "--timeout=240s")
    # what is of no namespace: another environment's class of the same name is another; a mesh that is gone would refuse every pod
    cluster.kubectl("delete", "storageclasses", "--all")
    # and what the cluster itself has, as it was
    cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", str(HERE / "cluster"))
    cluster.kubectl("delete", "mutatingwebhookconfigurations,validatingwebhookconfigurations", "--all")


def classes(cluster: PodsCluster, shipped: Shipped) -> list[dict]:
    """Classes of storage that the cluster would have."""
    there = {each["metadata"]["name"] for each in cluster.get("storageclasses")}
    made = {each["metadata"]["name"] for each in shipped.objects if each["kind"] == "StorageClass"}
    named = {template["spec"].get("storageClassName") for each in shipped.objects if each["kind"] == "StatefulSet"
             for template in each["spec"].get("volumeClaimTemplates", [])}
    return [{"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": name}, "provisioner": "of-the-cluster",
             "allowVolumeExpansion": True, "volumeBindingMode": "WaitForFirstConsumer"} for name in sorted(named - there - made - {None})]


@contextmanager
def visitor(address: str, port: int, host: str, record_property):
    """Somebody from outside uses the chat meanwhile; what they saw is in the report and, after the `with`, in the dictionary."""
    process = subprocess.Popen(
        ["nsenter", "--net=/run/netns/chatstack-outside", sys.executable, HERE / "visitor.py", address, str(port),
         folder() / "outside/pki/ca.crt", host],
        stdout=subprocess.PIPE, text=True,
    )
    seen = {}
    try:
        assert process.stdout.readline() == "here\n"
        time.sleep(3)
        yield seen
        time.sleep(3)
    finally:
        process.send_signal(signal.SIGTERM)
        seen.update(json.loads(process.communicate(timeout=30)[0]))
        for key, value in seen.items():
            record_property(key, value)


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
