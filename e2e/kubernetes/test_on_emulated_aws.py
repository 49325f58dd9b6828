"""All three stacks of aws-prod in one run of the command line that people deploy with: the cluster's at emulated services of AWS,
the others on the API server to which its endpoint leads. Each test continues where the one before it stopped."""

import json
import re
import sys
from collections import Counter

import pytest

from aws import AWS, AwsEnvironment
from control_plane import wait_for
from conftest import NOT_RUN
from test_life import stays

from snapshot_job import SnapshotJob, with_snapshots

sys.path.append(str(AWS))
import no_change  # noqa: E402

ENVIRONMENT = "aws-prod"
KIND = AwsEnvironment
MINUTES = 7
NO_COMMAND_LINE = (f"{NOT_RUN}neither cdktf nor cdktn is installed (./bootstrap-mgmt.sh --only cdktn does), "
                   "so Terraform deployed the stacks one by one")
before: set[str] = set()


def test_the_bucket_of_the_state_is_private_versioned_and_encrypted(environment):
    def ask(question: str):
        return environment.aws("s3api", question, "--bucket", environment.state_bucket)

    assert ask("get-bucket-versioning")["Status"] == "Enabled"
    assert set(ask("get-public-access-block")["PublicAccessBlockConfiguration"].values()) == {True}
    rules = ask("get-bucket-encryption")["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert json.loads(environment.state_policy)["Statement"][0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert ask("get-bucket-ownership-controls")["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert ask("get-bucket-lifecycle-configuration")["Rules"][0]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 365}


def test_one_run_of_the_command_line_deploys_all_stacks(environment):
    before.clear()
    before.update(environment.cluster.settled())

    output = environment.deploy()

    environment.cluster.wait_until_ready()
    if not environment.command_line:
        pytest.skip(NO_COMMAND_LINE)
    print(environment.command_line.version)
    done = re.findall(r"^(\S+) +Apply complete! Resources: \d+ added, 0 changed, 0 destroyed", output, re.MULTILINE)
    assert done == [stack.name for stack in environment.stacks], output


def test_the_api_server_knows_only_who_aws_vouches_for(environment):
    who_am_i = ["auth", "whoami", "--kubeconfig", environment.kubeconfig_without_a_name(), "--token"]

    assert "eks:e2e" in environment.cluster.kubectl(*who_am_i, "k8s-aws-v1.signed")
    assert "must be logged in" in environment.cluster.refuses(*who_am_i, "signed-by-somebody-else")


def test_states_are_in_the_bucket_and_locked_while_in_use(environment, tmp_path):
    bucket = ["--bucket", environment.state_bucket]
    states = {one["Key"] for one in environment.aws("s3api", "list-objects-v2", *bucket)["Contents"]}
    assert states == {f"{stack.name}.tfstate" for stack in environment.stacks}

    lock = tmp_path / "lock"
    lock.write_text(json.dumps({"ID": "0", "Who": "another person", "Operation": "OperationTypeApply"}))
    locked = ["--key", f"{environment.chat.name}.tfstate.tflock"]
    environment.aws("s3api", "put-object", *bucket, *locked, "--body", str(lock))
    assert "Error acquiring the state lock" in environment.chat.apply_fails()
    environment.aws("s3api", "delete-object", *bucket, *locked)


def test_planned_again_nothing_changes_but_what_the_emulator_forgets(environment):
    forgets = json.loads((AWS / "forgets.json").read_text())
    for stack, forgotten in [(environment.cloud, forgets), (environment.platform, []), (environment.chat, [])]:
        _, surprises = no_change.examine(environment.planned_again(stack), forgotten)
        assert surprises == [], stack.name


def test_nodes_get_other_limits_and_keep_what_the_autoscaler_has_made_of_them(environment):
    first, second, third = environment.zones
    environment.autoscale(first, 1)
    environment.autoscale(second, 2)

    environment.synthesize(lambda it: it["cloud"]["nodes"].update(workersCount=4, maxWorkersCount=7))
    _, changes = no_change.examine(environment.cloud.plan_as_json(), json.loads((AWS / "forgets.json").read_text()))
    limits = rf"changes again: update aws_eks_node_group\.\w*nodes_{first}_\w+: scaling_config\.(min_size|max_size|desired_size)"
    assert len(changes) == 3 and all(re.fullmatch(limits, change) for change in changes), changes
    environment.cloud.apply_plan()

    assert environment.nodes(first) == {"minSize": 2, "maxSize": 3, "desiredSize": 2}
    assert environment.nodes(second) == {"minSize": 1, "maxSize": 2, "desiredSize": 2}
    assert environment.nodes(third) == {"minSize": 1, "maxSize": 2, "desiredSize": 1}


def test_snapshots_are_made_and_thinned_out_by_who_may_do_nothing_else(environment, tmp_path):
    environment.synthesize(with_snapshots)
    replaced = {change for change in environment.cloud.plan().touched() if not change.startswith("update ")}
    assert replaced == {"delete aws_dlm_lifecycle_policy snapshots", "delete aws_iam_role snapshots_role-snapshots",
                        "delete aws_iam_role_policy_attachment snapshots_role-snapshots_AWSDataLifecycleManagerServiceRole"}
    environment.chat.apply()
    schedule = SnapshotJob(environment, tmp_path)
    schedule.cluster.create(schedule.by_hand())

    for run in range(3):
        assert "all is well" in schedule.run(becomes_ready=True), run
    per_claim = Counter(schedule.snapshots())
    assert per_claim == {f"data-rocketchat-mongo-{member}": 2 for member in range(3)} | {"data-rocketchat-mongo-1": 3}

    late = schedule.run(becomes_ready=False)
    assert "FAILED" in late and "nothing is deleted" in late
    assert sum(Counter(schedule.snapshots()).values()) == 7 + 3
    assert "volumesnapshots" in schedule.may_do() and "secrets" not in schedule.may_do()


def test_destroy_leaves_nothing_in_the_account_and_what_the_docs_say_in_the_cluster(environment):
    environment.destroy()

    def left():
        return {name for name in environment.cluster.everything() - before if not stays(name)}

    wait_for(lambda: f"left: {sorted(left())}", lambda: not left())
    assert "nothing" in environment.left_in_the_account()
