"""A monolith becomes microservices and a monolith again: what holds people's data, their address and their passwords stay."""

import re

import pytest

from control_plane import wait_for
from test_life import assert_no_change, changes_only, pods, secrets

ENVIRONMENT = "microservices-prod"
MINUTES = 2

PROGRAMS = {"chat-ddp-streamer": 4, "chat-account": 2, "chat-authorization": 2, "chat-presence": 2, "nats": 3}

# NATS has its own rules
RULES = {"update helm_release monitoring_monitoring-rules"}


def monolith(file):
    del file["chat"]["architecture"]
    del file["chat"]["concurrentUsers"]


@pytest.fixture(scope="module")
def kept(environment):
    """What may be changed in place, and never be made anew: by address, the identity that the API server gave it."""

    def identities():
        kinds = "statefulsets,persistentvolumeclaims,secrets,ingresses,serviceaccounts"
        return {
            (each["kind"], each["metadata"]["name"]): each["metadata"]["uid"]
            for each in environment.cluster.get(kinds, "-n", environment.namespace)
            if not re.match("sh.helm.release|chat-nats|chat-rocketchat|rocketchat-stop", each["metadata"]["name"])
        }

    return identities


def test_a_monolith_applies(environment):
    environment.synthesize(monolith)
    environment.platform.apply()
    environment.chat.apply()
    environment.cluster.wait_until_ready()
    assert len(pods(environment, "rocketchat-server")) == 2


def test_it_becomes_microservices_and_keeps_what_people_have(environment, kept):
    before, passwords = kept(), secrets(environment)
    assert {kind for kind, _ in before} >= {"StatefulSet", "PersistentVolumeClaim", "Secret", "Ingress"}

    environment.synthesize()
    changes_only(environment.platform, RULES)
    plan = environment.chat.plan()
    assert not [each for each in plan.touched() if re.search("(stateful_set|secret|volume_claim)", each.split()[1])], f"{plan}"
    assert "update ingress ingress" in plan.touched(), f"{plan}"
    environment.chat.apply_plan()
    environment.cluster.wait_until_ready()

    assert {name: len(pods(environment, name)) for name in PROGRAMS} == PROGRAMS
    assert kept() == before
    assert secrets(environment) == passwords
    assert_no_change(environment.chat)


def test_it_becomes_a_monolith_again_and_keeps_what_people_have(environment, kept):
    before, passwords = kept(), secrets(environment)

    environment.synthesize(monolith)
    changes_only(environment.platform, RULES)
    environment.chat.apply()

    wait_for(lambda: "programs are left", lambda: not any(pods(environment, name) for name in PROGRAMS))
    environment.cluster.wait_until_ready()
    assert len(pods(environment, "rocketchat-server")) == 2
    assert kept() == before
    assert secrets(environment) == passwords
    assert_no_change(environment.chat)
