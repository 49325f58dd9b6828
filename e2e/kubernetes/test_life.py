"""The life of an environment, from the first apply to the destroy. Each test continues where the one before it stopped."""

import json
import re

from control_plane import wait_for

MINUTES = 3
before: set[str] = set()


def test_platform_applies(environment):
    before.clear()
    before.update(environment.cluster.settled())

    environment.platform.apply()

    environment.cluster.wait_until_ready()


def test_chat_applies(environment):
    environment.chat.apply()

    environment.cluster.wait_until_ready()


def test_planned_again_nothing_changes(environment):
    assert_no_change(environment.chat)
    assert_no_change(environment.platform)


def test_restricted_is_enforced_and_nothing_was_refused(environment):
    cluster = environment.cluster
    privileged = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "privileged", "namespace": environment.namespace},
        "spec": {"containers": [{"name": "a", "image": "a", "securityContext": {"privileged": True}}]},
    }

    assert "violates PodSecurity" in cluster.refuses("create", "-f", "-", stdin=json.dumps(privileged))
    refused = [event["message"] for event in cluster.get("events") if event["reason"] == "FailedCreate"]
    assert refused == []


def test_five_members_and_back(environment):
    environment.add_spare_nodes()
    environment.synthesize(members(5))
    changes_only(environment.chat, MORE_MEMBERS)
    environment.cluster.wait_until_ready()
    assert len(pods(environment, "rocketchat-mongo")) == 5
    assert_no_change(environment.chat)

    environment.synthesize()
    changes_only(environment.chat, MORE_MEMBERS)
    environment.cluster.wait_until_ready()
    assert len(pods(environment, "rocketchat-mongo")) == 3
    assert_no_change(environment.chat)


def test_another_setting_touches_only_the_chat(environment):
    environment.synthesize(another_setting)
    changes_only(environment.chat, {"update config_map rocketchat_rocketchat-settings", servers(environment)})
    environment.cluster.wait_until_ready()
    assert_no_change(environment.platform)


def test_upgrade_touches_only_the_chat(environment):
    environment.synthesize(upgraded)
    # several replicas must not migrate at once: then a job does, first
    migrates = any("migrations" in name for name in environment.chat.names("kubernetes_job_v1"))
    changes_only(environment.chat, {servers(environment)} | VERSION_IN_BACKUPS | REHEARSAL | (
        {"delete/create job rocketchat_migrations_job"} if migrates else set()))
    environment.cluster.wait_until_ready()
    running = {c["image"].rsplit(":", 1)[1] for pod in pods(environment, "rocketchat-server")
               for c in pod["spec"]["containers"] if c["name"] == "rocketchat"}
    assert running == {"8.9.1"}


def test_backups_restores_and_their_proof_complete(environment):
    every_cron_job_completes(environment, {
        "mongodb-backup", "mongodb-backup-retention", "mongodb-restore", "mongodb-restore-beside", "mongodb-restore-test",
        "rocketchat-rehearsal"})


def test_a_restore_may_stop_the_chat_and_nothing_else(environment):
    def may(*what):
        return environment.cluster.may(f"system:serviceaccount:{environment.namespace}:mongodb-restore", *what)

    server = pods(environment, "rocketchat-server")[0]["metadata"]["generateName"].rsplit("-", 2)[0]
    assert may("patch", f"deployments/{server}", "--subresource=scale", "-n", environment.namespace)
    assert may("list", "pods", "-n", environment.namespace)
    assert not may("patch", f"deployments/{server}", "-n", environment.namespace)
    assert not may("patch", "deployments/another", "--subresource=scale", "-n", environment.namespace)
    assert not may("get", "secrets", "-n", environment.namespace)
    assert not may("list", "pods", "-n", "kube-system")


def test_rotation_replaces_every_generated_password(environment):
    def rotated(file):
        upgraded(file)
        file["secretsRevision"] = 2

    old = secrets(environment)
    environment.synthesize(rotated)
    for stack in (environment.platform, environment.chat):
        plan = stack.plan()
        kinds = {" ".join(touched.split()[:2]) for touched in plan.touched()}
        assert kinds <= {"update secret", "update deployment", "update helm_release"}, f"{plan}"
        stack.apply_plan()
    environment.cluster.wait_until_ready()

    assert_no_change(environment.chat)
    assert_no_change(environment.platform)
    assert len(old) > 3
    assert {name for name, data in secrets(environment).items() if data == old[name]} == MADE_ONCE


def test_destroy_leaves_only_what_the_docs_say(environment):
    environment.chat.destroy()
    environment.platform.destroy()

    def left():
        return {name for name in environment.cluster.everything() - before if not stays(name)}

    wait_for(lambda: f"left: {sorted(left())}", lambda: not left())


# the volumes of more members may have to grow too, so the job that grows them runs anew, and may touch theirs
MORE_MEMBERS = {
    "update config_map mongodb_rocketchat-mongo-members",
    "update resource_quota namespace_quota",
    "update stateful_set mongodb_stateful-set",
    "update role mongodb_stateful-set_growth-data_role-rocketchat-mongo-data-size",
    "delete/create job mongodb_stateful-set_growth-data_job",
}


# each backup says of which version it is, and a restore compares
VERSION_IN_BACKUPS = {f"update cron_job mongodb-backup_cron-job-mongodb-{job}" for job in
                      ("backup", "backup-retention", "restore", "restore-beside", "restore-test")}
# and a rehearsal of the next one is a server of this one
REHEARSAL = {"update cron_job rocketchat_rehearsal_cron-job-rocketchat-rehearsal"}

# Rocket.Chat has its administrator's password itself; the members of a replica set must share one key while they restart
MADE_ONCE = {"rocketchat-admin", "rocketchat-mongo-key"}

# see docs/destroy.md: Helm never deletes the definitions of a chart's custom resources
DEFINITIONS = r"(CustomResourceDefinition|APIService) - \S+\.(istio\.io|monitoring\.coreos\.com|k8s\.aws|appgw\.ingress\.(azure|k8s)\.io)"


def stays(name: str) -> bool:
    """What docs/destroy.md says; and the nodes, which the tests added."""
    return name.startswith(("Node ", "PersistentVolume ")) or re.fullmatch(DEFINITIONS, name) is not None


def members(number: int):
    def change(file):
        file["mongodb"]["members"] = number
        nodes = file["cloud"].get("userNodes") or file["cloud"].get("nodes")
        if nodes:  # each member runs on its own node
            nodes["workersCount"] = max(number, nodes["workersCount"])

    return change


def servers(environment) -> str:
    """What a plan says when servers change: our own Deployment, or the chart of Rocket.Chat's makers."""
    own = environment.chat.names("kubernetes_deployment_v1")
    return "update deployment rocketchat_deployment" if own else "update helm_release rocketchat_microservices_chat"


def another_setting(file):
    file["chat"].setdefault("settings", {"uploads": {"store": "gridfs"}})["retention"] = {"days": 90}


def upgraded(file):
    another_setting(file)
    file["chat"]["version"] = "8.9.1"


def pods(environment, name: str) -> list[dict]:
    return environment.cluster.get("pods", "-n", environment.namespace, "-l", f"app.kubernetes.io/name={name}")


def secrets(environment) -> dict[str, dict]:
    """The Secrets that our stacks make, and what is in them."""
    ours = {*environment.platform.names("kubernetes_secret_v1"), *environment.chat.names("kubernetes_secret_v1")}
    return {s["metadata"]["name"]: s["data"] for s in environment.cluster.get("secrets") if s["metadata"]["name"] in ours}


def every_cron_job_completes(environment, some: set[str]):
    """As far as the cluster goes: admitted, scheduled, given volumes and finished. What the pods do is tested elsewhere."""
    cluster, namespace = environment.cluster, environment.namespace
    jobs = [job["metadata"]["name"] for job in cluster.get("cronjobs", "-n", namespace)]
    assert some <= {*jobs}
    for job in jobs:
        cluster.kubectl("create", "job", f"try-{job}", f"--from=cronjob/{job}", "-n", namespace)

    cluster.wait_until_ready()

    done = {job["metadata"]["name"]: job["status"].get("succeeded") for job in cluster.get("jobs", "-n", namespace)}
    assert {f"try-{job}": 1 for job in jobs}.items() <= done.items()
    cluster.kubectl("delete", "job", *(f"try-{job}" for job in jobs), "-n", namespace)


def assert_no_change(stack):
    plan = stack.plan()
    assert plan.is_empty(), f"{stack.name} planned again:\n{plan}"


def changes_only(stack, expected: set[str]):
    """Applies a stack whose plan must be what is expected."""
    plan = stack.plan()
    assert plan.touched() == expected, f"{plan}"
    stack.apply_plan()
