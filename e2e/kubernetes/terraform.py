"""Runs Terraform, or OpenTofu, in the folder of one synthesized stack."""

import json
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

PROGRAM = os.environ.get("TERRAFORM_BINARY_NAME", "terraform")
PLAN = "e2e.tfplan"
ACTIONS = {"replace": "delete/create"}
# a plan lives for seconds: to collect garbage less often takes a fifth of its time away
OURS = {**os.environ, "GOGC": "400"}


class Unavailable(Exception):
    """A provider that this machine's Terraform configuration does not give."""


class Stack:
    """One stack; its state is a file next to it and survives another synth."""

    def __init__(self, name: str, folder: Path):
        self.name = name
        self.variables: dict[str, str] = {}  # of Terraform's process, besides those of this one
        self.state_is_here = True  # and not where the stack says
        self.folder = folder
        self._initialised = False
        self._content: dict = {}
        self._applied: dict = {}

    def define(self, content: dict):
        """What the stack is from now on."""
        self._content = content
        self.folder.mkdir(parents=True, exist_ok=True)
        # the shipped backend is in the cloud; an override may replace it, and only the state moves
        override = {"terraform": {"backend": {"local": {"path": str(self.state)}}} if self.state_is_here else {}}
        (self.folder / "e2e_override.tf.json").write_text(json.dumps(override))
        (self.folder / "cdk.tf.json").write_text(json.dumps(content, indent=2))

    def initialise(self):
        """Once; raises Unavailable where a provider is."""
        if self._initialised:
            return
        result = self._terraform("init", "-input=false", "-reconfigure")
        if result.returncode != 0:
            if re.search("Failed to query available provider|provider .* (not available|was not found)", result.stdout):
                raise Unavailable(_first_error(result.stdout))
            raise AssertionError(result.stdout)
        self._initialised = True

    def forget_providers(self):
        """As on a machine where nobody has deployed before."""
        shutil.rmtree(self.folder / ".terraform", ignore_errors=True)
        (self.folder / ".terraform.lock.hcl").unlink(missing_ok=True)

    def names(self, kind: str) -> set[str]:
        """How Kubernetes calls the stack's objects of one kind."""
        return {each["metadata"]["name"] for each in self._content.get("resource", {}).get(kind, {}).values()}

    def resources(self, kind: str) -> list[str]:
        """The addresses of the stack's resources of one kind."""
        return [f"{kind}.{name}" for name in self._content.get("resource", {}).get(kind, {})]

    @property
    def state(self) -> Path:
        return self.folder / f"{self.name}.tfstate"

    def plan(self) -> "Plan":
        result = self._terraform("plan", "-input=false", "-json", f"-out={PLAN}")
        messages = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
        assert result.returncode == 0, f"terraform plan of {self.name}:\n{_problems(messages)}"
        return Plan(self, messages)

    def plan_as_json(self) -> dict:
        self._succeeds("plan", "-input=false", f"-out={PLAN}")
        return self.show(PLAN)

    def show(self, plan: str) -> dict:
        """A plan that was saved in the stack's folder."""
        return json.loads(self._succeeds("show", "-json", plan))

    def apply_plan(self):
        """Exactly what the last plan has said."""
        self._succeeds("apply", "-input=false", PLAN)
        self._applied = self._content

    def apply(self) -> str:
        output = self._succeeds("apply", "-input=false", "-auto-approve")
        self._applied = self._content
        return output

    def is_applied(self) -> bool:
        """Whether the last apply that went through was of what the stack is now."""
        return self._applied == self._content

    def apply_fails(self, *options: str) -> str:
        self._applied = {}
        result = self._terraform("apply", "-input=false", "-auto-approve", *options)
        assert result.returncode != 0, f"the apply of {self.name} succeeded:\n{result.stdout}"
        return result.stdout

    def start_apply(self) -> "RunningApply":
        """An apply that runs on while the test does something to it."""
        self._applied = {}
        return RunningApply(self.folder)

    def destroy(self) -> str:
        self._applied = {}
        return self._succeeds("destroy", "-input=false", "-auto-approve")

    def written_down(self) -> list[dict]:
        """The resources in the state's file; what runs does not know of it."""
        return json.loads(self.state.read_text())["resources"] if self.state.exists() else []

    def forget(self):
        """A state that is lost, with every copy of it."""
        for file in self.folder.glob(f"{self.name}.tfstate*"):
            file.unlink()

    def imports(self) -> Path:
        """The blocks that `./chatstack state --rebuild` wrote."""
        return self.folder / "import.tf"

    def import_existing(self, output: str) -> list[str]:
        """Takes over what an apply has said that it exists already, as docs/interrupted.md says; the addresses."""
        found = re.findall(r"Error: (?:[^\n]*already exists|[^\n]*cannot re-use a name)[^@]*?with ([\w.-]+),", output)
        for address in found:
            kind, name = address.split(".", 1)
            resource = self._content["resource"][kind][name]
            metadata = resource.get("metadata", resource)
            identity = "/".join(filter(None, [metadata.get("namespace"), metadata["name"]]))
            self._succeeds("import", "-input=false", address, identity)
        return found

    def _succeeds(self, *arguments: str) -> str:
        result = self._terraform(*arguments)
        assert result.returncode == 0, f"terraform {arguments[0]} of {self.name}:\n{result.stdout[-6000:]}"
        return result.stdout

    def _terraform(self, command: str, *arguments: str) -> subprocess.CompletedProcess:
        colour = [] if command in ("state", "show") else ["-no-color"]
        return subprocess.run(
            [PROGRAM, f"-chdir={self.folder}", command, *colour, *arguments],
            env={**OURS, **self.variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )


class RunningApply:
    def __init__(self, folder: Path):
        self._log = folder / "apply.log"
        with self._log.open("w") as log:
            # its own process group: Ctrl-C reaches the providers as well, and so does a power cut
            self._process = subprocess.Popen(
                [PROGRAM, f"-chdir={folder}", "apply", "-no-color", "-input=false", "-auto-approve"],
                env=OURS, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )

    def signal(self, number: signal.Signals):
        os.killpg(self._process.pid, number)

    def wait(self) -> tuple[int, str]:
        """Its exit code and what it said."""
        return self._process.wait(timeout=300), self._log.read_text()

    def stop(self):
        """For a test that failed half way: the next one needs the lock."""
        if self._process.poll() is None:
            self.signal(signal.SIGKILL)
            self._process.wait()


class Plan:
    """What Terraform says that it would do, while it plans: to ask the saved plan takes as long again, so that is for failures."""

    def __init__(self, stack: Stack, messages: list[dict]):
        self._stack = stack
        planned = [message["change"] for message in messages if message["type"] == "planned_change"]
        self._changes = {
            change["resource"]["addr"]: ACTIONS.get(change["action"], change["action"])
            for change in planned if change["action"] not in ("noop", "read")
        }
        self._outputs = [
            name for message in messages if message["type"] == "outputs"
            for name, output in message["outputs"].items() if output.get("action", "noop") != "noop"
        ]

    def is_empty(self) -> bool:
        return not self._changes and not self._outputs

    def touched(self) -> set[str]:
        """What changes, each as `action type id`, without the hash that CDKTF appends to an id."""
        return {f"{action} {readable(address)}" for address, action in self._changes.items()}

    def __str__(self):
        saved = {each["address"]: each["change"] for each in self._stack.show(PLAN).get("resource_changes", [])}
        return "\n".join(
            f"{action} {readable(address)}: {'; '.join(_differences(saved[address]))}"
            for address, action in sorted(self._changes.items())
        ) or f"outputs {self._outputs}"


def readable(address: str) -> str:
    """`kubernetes_secret_v1.namespace-x_b_0123ABCD` is `secret namespace_b`."""
    kind, name = address.split(".", 1)
    name = re.sub("^namespace-[^_]+", "namespace", name)
    return f"{kind.removeprefix('kubernetes_').removesuffix('_v1').removesuffix('_v2')} {re.sub('_[0-9A-F]{8}$', '', name)}"


def _differences(change: dict, limit: int = 6) -> list[str]:
    found: list[str] = []

    def compare(path: str, before, after):
        if before == after or len(found) >= limit:
            return
        if isinstance(before, dict) and isinstance(after, dict):
            for key in sorted(before.keys() | after.keys()):
                compare(f"{path}.{key}", before.get(key), after.get(key))
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for i, (one, other) in enumerate(zip(before, after)):
                compare(f"{path}[{i}]", one, other)
        else:
            found.append(f"{path} {str(before)[:80]} -> {str(after)[:80]}")

    compare("", change.get("before") or {}, change.get("after") or {})
    return found


def _problems(messages: list[dict]) -> str:
    found = [message["diagnostic"] for message in messages if message["type"] == "diagnostic"]
    return "\n".join(f"{each['summary']}: {each.get('detail', '')} {each.get('address', '')}" for each in found)


def _first_error(output: str) -> str:
    lines = [line.strip("│╷╵ ") for line in output.splitlines()]
    start = next((i for i, line in enumerate(lines) if line.startswith("Error:")), 0)
    return " ".join(line for line in lines[start : start + 6] if line)
