"""Environments with their mesh as shipped: a real istiod, its CNI plug-in, native sidecars with Envoy, and the objects of the stacks. One of
them has a single server and plain HTTP; the other has three servers, TLS and somebody's private addresses. Rocket.Chat and MongoDB are
stand-ins."""

import subprocess
import time

import pytest

from chathub import name
from cluster import folder
from control_plane import wait_for
from looking import ask_everybody, classes, clear, not_locked_in, strangers, visitor
from mesh import install
from shipped import Shipped

CHAT = "application"
GATEWAY = "istio-ingress"
# its own connections do not go through the sidecar
SIDECAR = 1337
ANYBODY = 1000
HELLO = '{"ask": {"hello": 1}}\n'
HOSTS = {"gcp-dev": ("chat.dev.example.org", 3000), "organisation": ("chat.example.org", 443)}


class Mesh:
    def __init__(self, cluster, environment: str):
        self.environment = environment
        self.host, self.port = HOSTS[environment]
        self.shipped = Shipped((folder() / f"{environment}.yaml").read_text(), set(), folder() / f"synth/{environment}/stacks")
        self._cluster = cluster

    def pods(self) -> list[dict]:
        return [pod for namespace in self.shipped.namespaces() for pod in self._cluster.get("pods", "-n", namespace)
                if pod["status"]["phase"] == "Running" and "deletionTimestamp" not in pod["metadata"]]

    def of(self, namespace: str, workload: str) -> list[dict]:
        return [pod for pod in self.pods() if pod["metadata"]["namespace"] == namespace
                and pod["metadata"]["labels"].get("app.kubernetes.io/name") == workload]

    def gateway(self) -> str:
        return self.of(GATEWAY, "istio-ingressgateway")[0]["status"]["podIP"]

    def secrets_of_people(self) -> list[dict]:
        """What the pages ask people for before the first deploy."""
        pki = folder() / "outside/pki"
        # of the gateway, which is no object of the stacks
        certificate = {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "metadata": {"name": "chat-tls", "namespace": GATEWAY},
                       "stringData": {"tls.crt": (pki / "inside.crt").read_text(), "tls.key": (pki / "inside.key").read_text()}}
        return [*self.shipped.secrets_of_people(), *([certificate] if self.port == 443 else [])]


@pytest.fixture(scope="module", params=HOSTS)
def mesh(cluster, request) -> Mesh:
    clear(cluster)
    mesh = Mesh(cluster, request.param)

    def before_pods():
        cluster.create(*classes(cluster, mesh.shipped), *mesh.secrets_of_people())
        install(cluster, mesh.shipped)
    mesh.seconds = -time.monotonic()
    mesh.shipped.apply(cluster, before_pods)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 400)
    mesh.seconds += time.monotonic()
    return mesh


def test_every_pod_of_the_chat_has_a_native_sidecar(cluster, mesh, record_property):
    record_property("seconds from apply to ready", round(mesh.seconds))
    record_property("left out", mesh.shipped.left_out)
    pods = [pod for pod in mesh.pods() if pod["metadata"]["namespace"] == CHAT]
    assert len(pods) >= 4
    for pod in pods:
        sidecar = next(each for each in pod["spec"]["initContainers"] if each["name"] == "istio-proxy")
        assert sidecar["restartPolicy"] == "Always", name(pod)
    # what a Job's sidecar does not outlive
    jobs = cluster.get("jobs", "-n", CHAT)
    assert jobs and all(job["status"].get("succeeded") for job in jobs)


def test_sidecars_are_as_locked_in_as_the_rest(cluster, mesh, record_property):
    time.sleep(20)
    pods = mesh.pods()
    assert not not_locked_in(cluster, pods)
    processes = cluster.processes(pods)
    assert {"envoy", "pilot-agent"} <= {process.name for process in processes}
    assert not [process.pod for process in processes if process.is_zombie]
    assert not [name(pod) for pod in pods for each in pod["status"]["containerStatuses"] if each["restartCount"]]
    record_property("pods", len(pods))


def test_the_gateway_serves_the_chat_and_nobody_else(mesh):
    scheme = "https" if mesh.port == 443 else "http"
    assert _from_outside(mesh, scheme, mesh.host, "/health") == "200"
    assert _from_outside(mesh, scheme, "elsewhere.example.org", "/health") in ("404", "000")


def test_who_is_nobody_is_not_heard(cluster, mesh):
    """A pod with the server's labels, but not its account, asks as the server does; and one without a sidecar asks in plain text."""
    server, database = mesh.of(CHAT, "rocketchat-server")[0], mesh.of(CHAT, "rocketchat-mongo")[0]
    questions = [(database["status"]["podIP"], 27017, HELLO)]
    assert cluster.hear(server, questions, ANYBODY)[0], "the server itself"
    cluster.create(_liar("liar", server, True), _liar("plain", server, False))
    try:
        wait_for("liars run", lambda: all(
            pod["status"]["phase"] == "Running" and all(each["ready"] for each in pod["status"]["containerStatuses"])
            for liar in ("liar", "plain") for pod in cluster.get("pods", "-n", CHAT, "--field-selector", f"metadata.name={liar}")), 90)
        for liar in ("liar", "plain"):
            pod = cluster.get("pods", "-n", CHAT, "--field-selector", f"metadata.name={liar}")[0]
            # the network lets it pass, for its labels are the server's; the mesh does not
            assert cluster.reach(pod, [(database["status"]["podIP"], 27017)], SIDECAR)
            assert cluster.hear(pod, questions, ANYBODY) == [None], liar
    finally:
        cluster.kubectl("delete", "pod", "-n", CHAT, "liar", "plain", "--grace-period=1")


def test_servers_hear_each_other(cluster, mesh):
    servers = mesh.of(CHAT, "rocketchat-server")
    if len(servers) == 1:
        pytest.skip("one server has nobody to speak to")
    for one in servers:
        others = [(other["status"]["podIP"], 9000, "hello\n") for other in servers if other is not one]
        assert cluster.hear(one, others, ANYBODY) == ["heard"] * len(others)


def test_the_networks_own_rules_hold_without_the_sidecar(cluster, mesh, record_property):
    """As somebody asks who has taken a sidecar: paths.yaml is all that may answer."""
    strangers(cluster, {"other": "application-monitoring"})
    questions, wrong = ask_everybody(cluster, mesh.pods(), mesh.environment, SIDECAR)
    record_property("questions", questions)
    assert not wrong


def test_a_rolling_update_through_the_gateway_refuses_nobody(cluster, mesh, record_property):
    if mesh.port != 443:
        pytest.skip("one server: an update stops it")
    with visitor(mesh.gateway(), 443, mesh.host, record_property) as seen:
        cluster.kubectl("rollout", "restart", "-n", CHAT, "deployment/rocketchat-server")
        cluster.kubectl("rollout", "status", "-n", CHAT, "deployment/rocketchat-server", "--timeout=400s")
    assert seen["asked"] > 200
    assert seen["refused"] == 0


def test_a_new_istiod_injects_native_sidecars(cluster, mesh, record_property):
    """While istiod is replaced, pods are created without pause; each that is accepted has a sidecar that ends with its Job."""
    server = mesh.of(CHAT, "rocketchat-server")[0]
    cluster.kubectl("delete", "pod", "-n", "istio-system", "-l", "app=istiod", "--wait=false")
    injected, refused, end = [], 0, time.monotonic() + 25
    while time.monotonic() < end:
        made = cluster.try_create(_liar("probe", server, True))
        if made is None:
            refused += 1
        else:
            injected.append([each.get("restartPolicy") for each in made["spec"].get("initContainers", []) if each["name"] == "istio-proxy"])
    record_property("pods injected, refused", (len(injected), refused))
    assert len(injected) > 5
    assert all(each == ["Always"] for each in injected)
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 120)


def _from_outside(mesh: Mesh, scheme: str, host: str, path: str) -> str:
    """The status of the answer; 000 for none."""
    return subprocess.run(
        ["nsenter", "--net=/run/netns/chatstack-outside", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "10",
         "--cacert", folder() / "outside/pki/ca.crt", "--resolve", f"{host}:{mesh.port}:{mesh.gateway()}", f"{scheme}://{host}:{mesh.port}{path}"],
        text=True, capture_output=True,
    ).stdout


def _liar(called: str, server: dict, sidecar: bool) -> dict:
    """A pod that calls itself a server. It has another account, and no port that the Service of the servers would send people to."""
    return {
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": called, "namespace": CHAT, "labels": {
            **{key: value for key, value in server["metadata"]["labels"].items() if key.startswith("app.kubernetes.io/")},
            "sidecar.istio.io/inject": str(sidecar).lower()}},
        "spec": {
            "automountServiceAccountToken": False,
            # never ready for people
            "readinessGates": [{"conditionType": "chatstack.dev/liar"}],
            "securityContext": {"runAsNonRoot": True, "runAsUser": 65534, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [{
                "name": "liar", "image": "docker.io/library/stranger:1", "imagePullPolicy": "Never",
                "resources": {"requests": {"cpu": "1m", "memory": "8Mi"}, "limits": {"memory": "16Mi"}},
                "securityContext": {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}},
            }],
        },
    }
