"""Things that go wrong while somebody deploys. Each test begins with a chat that is as its file says, and ends with one."""

import signal
import time

import pytest

from control_plane import wait_for
from terraform import readable
from test_life import assert_no_change, members, pods, secrets

# the chat stack is much the same everywhere; this one needs no chart of anybody else
ENVIRONMENT = "openshift-prod"
MINUTES = 5


@pytest.fixture
def chat(environment):
    """The chat stack, applied as shipped, as the platform is."""
    environment.synthesize()
    for stack in environment.stacks:
        if not stack.is_applied():
            stack.apply()
            environment.cluster.wait_until_ready()
    return environment.chat


def test_interrupted_apply_goes_on_where_it_stopped(environment):
    environment.platform.apply()
    apply = environment.chat.start_apply()
    half_done(environment)
    apply.signal(signal.SIGINT)  # Ctrl-C
    code, output = apply.wait()
    assert code != 0, output
    assert "Gracefully shutting down" in output, output

    environment.chat.apply()

    environment.cluster.wait_until_ready()
    assert_no_change(environment.chat)


def test_killed_apply_goes_on_after_an_import(environment):
    """A machine that loses its power: Terraform knows nothing of what it was making at that moment."""
    environment.chat.destroy()
    environment.cluster.kill("kwok")  # no pod becomes ready: the apply waits
    apply = environment.chat.start_apply()
    half_done(environment)
    # Terraform writes down what is finished every twenty seconds
    wait_for("what was finished is known", lambda: len(environment.chat.written_down()) > 10)
    apply.signal(signal.SIGKILL)
    apply.wait()
    environment.cluster.up()

    message = environment.chat.apply_fails()
    assert "already exists" in message, message
    assert environment.chat.import_existing(message), message
    environment.chat.apply()
    environment.cluster.wait_until_ready()
    assert_no_change(environment.chat)


def test_api_server_restarted_during_apply(environment, chat):
    environment.synthesize(lambda file: file["mongodb"].update(memory="3Gi"))
    apply = chat.start_apply()
    time.sleep(2)
    environment.cluster.kill("apiserver")
    time.sleep(5)
    environment.cluster.up()
    code, output = apply.wait()

    if code != 0:
        assert "connection refused" in output or "EOF" in output or "connection reset" in output, output
        chat.apply()
    environment.cluster.wait_until_ready()
    assert_no_change(chat)


def test_node_gone(environment, chat):
    lost = pods(environment, "rocketchat-mongo")[1]["spec"]["nodeName"]
    bring_back = environment.replace_node(lost)
    wait_for("the pods of the node are gone", lambda: not [
        pod for pod in environment.cluster.get("pods") if pod["spec"].get("nodeName") == lost])

    # its member waits: the others must not share a node with it
    members = pods(environment, "rocketchat-mongo")
    assert len([pod for pod in members if pod["status"]["phase"] == "Running"]) >= 2
    assert_no_change(chat)
    bring_back()
    environment.cluster.wait_until_ready()
    assert_no_change(chat)


def test_quota_exceeded(environment, chat):
    # a quota does not count what has ended
    pods_now = environment.cluster.get("pods", "-n", environment.namespace)
    running = len([pod for pod in pods_now if pod["status"]["phase"] == "Running"])
    environment.cluster.create({
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": "too-small", "namespace": environment.namespace},
        "spec": {"hard": {"pods": str(running)}},
    })
    environment.add_spare_nodes()
    five = members(5)
    environment.synthesize(five, patience="30s")
    message = chat.apply_fails()
    assert "rocketchat-mongo" in message, message
    told = [event["message"] for event in environment.cluster.get("events", "-n", environment.namespace)
            if event["reason"] == "FailedCreate"]
    assert any("exceeded quota: too-small" in each for each in told), told
    # the members that run are left alone
    ready = [pod for pod in pods(environment, "rocketchat-mongo") if pod["status"]["phase"] == "Running"]
    assert len(ready) == 3

    environment.cluster.kubectl("delete", "resourcequota", "too-small", "-n", environment.namespace)
    environment.synthesize(five)
    chat.apply()
    environment.cluster.wait_until_ready()
    assert_no_change(chat)


def test_state_lock_held(environment, chat):
    environment.synthesize(lambda file: file["mongodb"].update(memory="3Gi"))
    first = chat.start_apply()
    wait_for("the first apply holds the lock", lambda: list(chat.folder.glob(".*.tfstate.lock.info")))

    message = chat.apply_fails("-lock-timeout=0s")

    assert "Error acquiring the state lock" in message, message
    assert "Who:" in message, message
    code, output = first.wait()
    assert code == 0, output
    environment.cluster.wait_until_ready()
    assert_no_change(chat)


def test_lost_state_is_found_again(environment, chat):
    passwords, running = secrets(environment), uids(environment)
    environment.lose_state()

    for stack in environment.stacks:
        releases = set(stack.resources("helm_release"))
        plan = stack.plan()
        assert {change.split()[0] for change in plan.touched()} <= {"import", "update"}, f"{plan}"
        # the provider does not read every argument of a release, so it writes the same release again
        assert {f"update {readable(address)}" for address in releases} <= plan.touched(), f"{plan}"
        stack.apply_plan()
        stack.imports().unlink(missing_ok=True)  # a stack may have nothing to import
        assert_no_change(stack)
    assert uids(environment) == running
    assert secrets(environment) == passwords


def uids(environment) -> set[tuple[str, int]]:
    """What runs and how people reach it, each object with the number of its changes."""
    kinds = "statefulsets,deployments,pods,persistentvolumeclaims,services,routes.route.openshift.io"
    return {(thing["metadata"]["uid"], thing["metadata"].get("generation", 0)) for thing in environment.cluster.get(kinds)}


def half_done(environment):
    """Waits until the apply has made the StatefulSet and waits for its pods."""
    def is_so():
        sets = environment.cluster.get("statefulsets,configmaps,secrets")
        return any(thing["kind"] == "StatefulSet" for thing in sets)

    wait_for("the StatefulSet exists", is_so)
