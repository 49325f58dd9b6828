"""Anyone who has taken the sign-in of an operator tries to get more with it, and an operator does a day's work. Attempts change nothing: the
API server is asked with dryRun, which passes through roles, policies and schemas like the real thing."""

import copy
import http.client
import json
import ssl
import sys

from control_plane import E2E, wait_for
from environment import Environment

sys.path.insert(0, str(E2E / "pods"))
from shipped import Shipped  # noqa: E402

MINUTES = 1
PRODUCT = None
OPERATORS, ADMINISTRATORS = "chat-operators", "chat-administrators"
PATHS = {"Job": "batch/v1", "CronJob": "batch/v1", "Deployment": "apps/v1", "StatefulSet": "apps/v1"}


class Printed(Environment):
    """What `./chatstack manifests` prints, with groups of people, and without Terraform and the charts of others."""

    def start(self):
        self.cluster.up()
        self.write(lambda file: file.update(rbac={"operators": [OPERATORS], "admins": [ADMINISTRATORS]}))
        Shipped(self.manifests(), set()).apply(self.cluster)
        job, *_, workload = by_policy(self)
        # the API server compiles a policy before it obeys it
        wait_for("the policies are in force", lambda: all("denied request" in self.attempt(each) for each in (job, workload)))

    def mine(self, kind: str) -> list[dict]:
        return self.cluster.get(kind, "-n", self.namespace)

    def operator(self, *words: str) -> str:
        return self.cluster.kubectl("--as=mallory", *(f"--as-group={group}" for group in AS_OPERATOR), "-n", self.namespace, *words)

    def attempt(self, attack: dict, groups=None) -> str:
        """What the API server says when the object is created, or an object that is there becomes like this; `allowed` if it may."""
        thing = attack["thing"]
        kind, name = thing["kind"], thing["metadata"]["name"]
        path = f"/apis/{PATHS[kind]}/namespaces/{self.namespace}/{kind.lower()}s"
        if "uid" not in thing["metadata"]:
            return self._ask("POST", path, thing, groups or AS_OPERATOR)
        change = [{"op": "replace", "path": f"/{part}", "value": thing[part]} for part in ("metadata", "spec")]
        return self._ask("PATCH", f"{path}/{name}", change, groups or AS_OPERATOR)

    def attempts(self, groups=None) -> dict[str, str]:
        return {attack["name"]: self.attempt(attack, groups) for attack in by_policy(self)}

    def operators_may(self, questions: list[str]) -> list[str]:
        """Those that the roles of the cluster answer with yes: a verb and a resource, such as `create pods/exec`."""
        reviews = [self._review(question) for question in questions]
        answers = self.cluster.kubectl("create", "-f", "-", "-o", "jsonpath={.status.allowed} ",
                                       stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": reviews})).split()
        assert len(answers) == len(questions) and {*answers} <= {"true", "false"}, answers
        return [question for question, answer in zip(questions, answers) if answer == "true"]

    def _review(self, question: str) -> dict:
        verb, what = question.split()
        resource, _, subresource = what.partition("/")
        resource, _, group = resource.partition(".")
        return {
            "apiVersion": "authorization.k8s.io/v1",
            "kind": "SubjectAccessReview",
            "spec": {"user": "mallory", "groups": list(AS_OPERATOR), "resourceAttributes": {
                "namespace": self.namespace, "verb": verb, "group": group, "resource": resource, "subresource": subresource}},
        }

    def _ask(self, method: str, path: str, body, groups: tuple) -> str:
        pki = self.cluster.folder / "pki"
        trust = ssl.create_default_context(cafile=str(pki / "ca.crt"))
        trust.load_cert_chain(pki / "admin.crt", pki / "admin.key")
        connection = http.client.HTTPSConnection("127.0.0.1", self.cluster.port, context=trust, timeout=60)
        text = json.dumps(body).encode()
        connection.putrequest(method, f"{path}?dryRun=All")
        connection.putheader("Content-Type", "application/json" if method == "POST" else "application/json-patch+json")
        connection.putheader("Content-Length", str(len(text)))
        connection.putheader("Impersonate-User", "mallory")
        for group in groups:
            connection.putheader("Impersonate-Group", group)
        connection.endheaders(text)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return "allowed" if answer.status < 300 else json.loads(said)["message"]


KIND = Printed
EVERYBODY = "system:authenticated"
AS_OPERATOR = (OPERATORS, EVERYBODY)
AS_BOTH = (*AS_OPERATOR, ADMINISTRATORS)

NOT_THEIRS = [
    *(f"{verb} secrets" for verb in ("get", "list", "watch", "create", "update", "patch", "delete")),
    *(f"{verb} pods" for verb in ("create", "update", "patch", "deletecollection")),
    *(f"{verb} pods/{door}" for door in ("exec", "attach", "proxy") for verb in ("get", "create")),
    *(f"{verb} pods/ephemeralcontainers" for verb in ("get", "update", "patch")),
    "create services/proxy", "get services/proxy", "get nodes/proxy", "create serviceaccounts/token",
    *(f"impersonate {whom}" for whom in ("users", "groups", "serviceaccounts")),
    *(f"{verb} {kind}.apps" for kind in ("deployments", "statefulsets", "daemonsets", "replicasets") for verb in ("create", "update", "delete")),
    "patch daemonsets.apps", "patch replicasets.apps",
    *(f"{verb} cronjobs.batch" for verb in ("create", "update", "delete")), "update jobs.batch", "patch jobs.batch",
    *(f"{verb} {kind}.rbac.authorization.k8s.io" for kind in ("roles", "rolebindings", "clusterroles", "clusterrolebindings")
      for verb in ("create", "patch", "bind", "escalate")),
    *(f"{verb} networkpolicies.networking.k8s.io" for verb in ("create", "patch", "delete")),
    "create ingresses.networking.k8s.io", "patch services", "create services", "create endpoints", "patch configmaps", "patch serviceaccounts",
    "delete persistentvolumeclaims", "patch persistentvolumeclaims", "patch namespaces", "patch resourcequotas", "patch limitranges",
    *(f"{verb} {kind}.admissionregistration.k8s.io" for kind in ("validatingadmissionpolicies", "validatingadmissionpolicybindings")
      for verb in ("patch", "delete")),
    "create certificatesigningrequests.certificates.k8s.io",
]
THEIRS = ["get pods", "get pods/log", "delete pods", "create pods/portforward", "get configmaps", "create jobs.batch", "delete jobs.batch"]


def test_the_role_permits_no_more_than_the_work(environment):
    assert environment.operators_may(NOT_THEIRS) == []
    assert environment.operators_may(THEIRS) == THEIRS


def test_no_attack_passes_the_policies(environment):
    assert {name: said for name, said in environment.attempts().items() if "denied request" not in said} == {}


def test_it_is_the_policies_that_refuse(environment):
    """The same by somebody whom they do not hold back: an administrator who is an operator too, and the deploy, which is neither."""
    for groups in (AS_BOTH, ("system:masters",)):
        assert {name: said for name, said in environment.attempts(groups).items() if said != "allowed"} == {}


def test_operators_start_every_job(environment):
    for cron in environment.mine("cronjobs"):
        name = cron["metadata"]["name"]
        environment.operator("create", "job", f"try-{name}", f"--from=cronjob/{name}")
        environment.operator("delete", "job", f"try-{name}", "--wait=false")


def test_operators_restart_scale_and_suspend(environment):
    workloads = [f"{each['kind'].lower()}/{each['metadata']['name']}" for each in environment.mine("deployments,statefulsets")]
    assert workloads
    environment.operator("rollout", "restart", *workloads)
    environment.operator("scale", *workloads, "--replicas=1")
    for cron in environment.mine("cronjobs"):
        for suspended in ("false", "true"):
            environment.operator("patch", "cronjob", cron["metadata"]["name"], "-p", f'{{"spec":{{"suspend":{suspended}}}}}')


def by_policy(environment) -> list[dict]:
    """What the role lets an operator write and would give more than an operator has: objects, and the `name` of each attempt."""
    account = max(each["metadata"]["name"] for each in environment.mine("serviceaccounts"))
    secret = environment.mine("secrets")[0]["metadata"]["name"]
    crons, workloads = environment.mine("cronjobs"), environment.mine("deployments,statefulsets")
    changes = of_pods(account, secret)
    attacks = []
    for cron in crons:
        for thing in (job_of(cron), cron):
            attacks += [altered(name, thing, change) for name, change in changes.items()]
        attacks.append(altered("every minute", cron, put("spec", "schedule", "* * * * *")))
        attacks.append(altered("belongs to nobody", cron, put("metadata", "ownerReferences", NOBODY)))
    job = job_of(crons[0])
    attacks += [
        altered("of nobody", job, lambda it: it["metadata"].pop("ownerReferences")),
        altered("of a CronJob that is none of ours", job, lambda it: it["metadata"]["ownerReferences"][0].update(name="other")),
        altered("of two CronJobs", job, lambda it: it["metadata"]["ownerReferences"].append(
            {**it["metadata"]["ownerReferences"][0], "name": "other", "uid": "other", "controller": False})),
    ]
    for workload in workloads:
        attacks += [altered(name, workload, change) for name, change in changes.items()]
        attacks.append(altered("belongs to nobody", workload, put("metadata", "ownerReferences", NOBODY)))
        attacks.append(altered("is taken for ready later", workload, put("spec", "minReadySeconds", 60)))
        if workload["kind"] == "StatefulSet":
            attacks.append(altered("volumes go when it is scaled", workload, put(
                "spec", "persistentVolumeClaimRetentionPolicy", {"whenScaled": "Delete", "whenDeleted": "Retain"})))
    return attacks


# what belongs to nobody is garbage, and is collected
NOBODY = [{"apiVersion": "v1", "kind": "ConfigMap", "name": "gone", "uid": "gone"}]


def of_pods(account: str, secret: str) -> dict:
    """What one would do to pods."""
    def container(key, value):
        return lambda thing: pod(thing)["spec"]["containers"][0].update({key: value})

    def mounts(thing):
        pod(thing)["spec"].setdefault("volumes", []).append({"name": "loot", "secret": {"secretName": secret}})
        pod(thing)["spec"]["containers"][0].setdefault("volumeMounts", []).append({"name": "loot", "mountPath": "/loot"})

    return {
        "another image": container("image", "attacker/image:1"),
        "another command": container("command", ["sh", "-c", "env"]),
        "environment from a Secret": container("envFrom", [{"secretRef": {"name": secret}}]),
        "another's account": lambda thing: pod(thing)["spec"].update(
            serviceAccountName=account if pod(thing)["spec"].get("serviceAccountName") != account else "default"),
        "a token or none": lambda thing: pod(thing)["spec"].update(
            automountServiceAccountToken=not pod(thing)["spec"].get("automountServiceAccountToken", True)),
        "a mounted Secret": mounts,
        "one more container": lambda thing: pod(thing)["spec"]["containers"].append(
            {**pod(thing)["spec"]["containers"][0], "name": "more", "image": "attacker/image:1"}),
        # network rules go by it; what selects its pods by a label cannot lose that one
        "another's label": lambda thing: pod(thing)["metadata"].setdefault("labels", {}).update(
            {"app.kubernetes.io/name" if thing["kind"] == "Job" else "stolen": "stolen"}),
        "another annotation": lambda thing: pod(thing)["metadata"].setdefault("annotations", {}).update(
            {"sidecar.istio.io/userVolume": "[]"}),
    }


def pod(thing: dict) -> dict:
    return thing["spec"]["jobTemplate"]["spec"]["template"] if thing["kind"] == "CronJob" else thing["spec"]["template"]


def job_of(cron: dict) -> dict:
    """As `kubectl create job --from` makes it."""
    template = copy.deepcopy(cron["spec"]["jobTemplate"]["spec"])
    template["template"].setdefault("metadata", {})
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {
            "name": f"attempt-{cron['metadata']['name']}"[:50],
            "annotations": {"cronjob.kubernetes.io/instantiate": "manual"},
            "ownerReferences": [{"apiVersion": "batch/v1", "kind": "CronJob", "name": cron["metadata"]["name"],
                                 "uid": cron["metadata"]["uid"], "controller": True}],
        },
        "spec": template,
    }


def altered(name: str, thing: dict, change) -> dict:
    other = copy.deepcopy(thing)
    change(other)
    assert other != thing, name
    return {"name": f"{thing['kind']} {thing['metadata']['name']}: {name}", "thing": other}


def put(part: str, field: str, value):
    return lambda thing: thing[part].update({field: value})
