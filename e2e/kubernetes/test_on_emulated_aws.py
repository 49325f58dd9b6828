"""All three stacks of aws-prod, one after the other and with nothing done by hand between them: the cluster's at emulated
services of AWS, the others on the API server to which its endpoint leads. Each test goes on where the one before it stopped."""

import json
import sys

from aws import AWS, AwsEnvironment
from control_plane import wait_for
from test_life import assert_no_change, stays

sys.path.append(str(AWS))
import no_change  # noqa: E402

ENVIRONMENT = "aws-prod"
KIND = AwsEnvironment
before: set[str] = set()


def test_all_stacks_apply(environment):
    before.clear()
    before.update(environment.cluster.settled())

    for stack in environment.stacks:
        stack.apply()

    environment.cluster.wait_until_ready()


def test_the_api_server_knows_only_who_aws_vouches_for(environment):
    who_am_i = ["auth", "whoami", "--kubeconfig", environment.kubeconfig_without_a_name(), "--token"]

    assert "eks:e2e" in environment.cluster.kubectl(*who_am_i, "k8s-aws-v1.signed")
    assert "must be logged in" in environment.cluster.refuses(*who_am_i, "signed-by-somebody-else")


def test_planned_again_nothing_changes_but_what_the_emulator_forgets(environment):
    forgets = json.loads((AWS / "forgets.json").read_text())
    _, surprises = no_change.examine(environment.cloud.plan_as_json(), forgets)
    assert surprises == []
    assert_no_change(environment.platform)
    assert_no_change(environment.chat)


def test_destroy_leaves_nothing_in_the_account_and_what_the_docs_say_in_the_cluster(environment):
    environment.chat.destroy()
    environment.platform.destroy()

    def left():
        return {name for name in environment.cluster.everything() - before if not stays(name)}

    wait_for(lambda: f"left: {sorted(left())}", lambda: not left())
    environment.cloud.destroy()
    assert "nothing" in environment.left_in_the_account()
