"""From release to release: an environment as an earlier revision makes it, of its own file, then as this one does. What holds data
stays the same object in the cluster. Each test continues where the one before it stopped.

CHATSTACK_E2E_SINCE is the earlier revision, by default the last tag. The program is built for it."""

import os
import subprocess

import yaml

from environment import ROOT, Environment
from terraform import Unavailable
from test_life import assert_no_change

PRODUCT = None
MINUTES = 12
ON_REQUEST = "release"
# what people's data is in, or goes with
KEEPS = "persistentvolumeclaims,persistentvolumes,statefulsets,namespaces"
HOLDING = {"persistent_volume_claim", "stateful_set", "namespace"}


class KIND(Environment):
    """With the program and the file of an earlier revision."""

    def start(self):
        revision = os.environ.get("CHATSTACK_E2E_SINCE") or _git("describe", "--tags", "--abbrev=0")
        if not revision:
            raise Unavailable("there is no release yet: set CHATSTACK_E2E_SINCE to a revision")
        earlier = self._folder / "earlier"
        if not earlier.exists():
            subprocess.run(["git", "-C", ROOT, "worktree", "prune"], check=True)
            subprocess.run(["git", "-C", ROOT, "worktree", "add", "--quiet", "--detach", earlier, revision], check=True)
        file = earlier / "config" / f"{self.name}.yaml"
        if not file.exists():
            raise Unavailable(f"{revision} has no environment {self.name}")
        self.program = earlier
        self._shipped = yaml.safe_load(file.read_text())
        super().start()

    def stop(self):
        super().stop()
        subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", self._folder / "earlier"], capture_output=True)

    def becomes_this_revision(self):
        self.program = ROOT
        self.synthesize()

    def keeps(self) -> dict[str, str]:
        """The objects that hold data, each with who it is to the cluster."""
        return {
            " ".join(filter(None, [each["kind"], each["metadata"].get("namespace"), each["metadata"]["name"]])): each["metadata"]["uid"]
            for each in self.cluster.get(KEEPS)
        }


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True).stdout.strip()


def test_the_earlier_revision_applies(environment):
    for stack in environment.stacks:
        stack.apply()
    environment.cluster.wait_until_ready()


def test_this_revision_replaces_and_removes_nothing_that_holds_data(environment):
    environment.becomes_this_revision()
    before = environment.keeps()
    for stack in environment.stacks:
        plan = stack.plan()
        gone = {touched for touched in plan.touched() if touched.startswith("delete") and touched.split()[1] in HOLDING}
        assert not gone, f"{plan}"
        print(f"{stack.name}:\n{plan}")
        stack.apply_plan()
        environment.cluster.wait_until_ready()

    after = environment.keeps()
    assert any(name.startswith("PersistentVolumeClaim ") for name in before)
    assert {name: after.get(name) for name in before} == before


def test_planned_again_nothing_changes(environment):
    for stack in environment.stacks:
        assert_no_change(stack)
