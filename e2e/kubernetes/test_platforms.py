"""What OpenShift, GKE, Rancher and others write on objects of ours is no change: the plan after it is empty."""

import json

import yaml

from control_plane import E2E

MINUTES = 2
PRODUCT = None
ENVIRONMENT = "openshift-prod"
WRITTEN = yaml.safe_load((E2E.parent / "src/test/resources/dev/chatstack/kubernetes/platforms.yaml").read_text())


def test_applies(environment):
    for stack in environment.stacks:
        stack.apply()
    environment.cluster.wait_until_ready()


def test_the_plan_is_empty_after_every_platform_wrote(environment):
    for kinds in WRITTEN.values():
        for kind, written in kinds.items():
            for thing in environment.cluster.get(kind.lower()):
                write(environment, kind, thing["metadata"], written)

    for stack in environment.stacks:
        plan = stack.plan()
        assert plan.is_empty(), str(plan)


def write(environment, kind, metadata, written):
    text = json.dumps(written).replace("NAME", metadata["name"])
    patch = {"metadata": {}}
    for key, value in json.loads(text).items():
        (patch["metadata"] if key in ("annotations", "labels") else patch)[key] = value
    namespace = ["-n", metadata["namespace"]] if "namespace" in metadata else []
    environment.cluster.kubectl("patch", kind.lower(), metadata["name"], *namespace, "--type", "merge", "-p", json.dumps(patch))
