"""An environment on emulated services of AWS, whose cluster's endpoint is a real API server."""

import json
import os
import subprocess
from pathlib import Path

import yaml

from command_line import CommandLine
from control_plane import E2E
from environment import ROOT, Environment
from terraform import Stack, Unavailable

AWS = E2E / "aws"
NEEDS = "the AWS provider that the stack wants is not to be had; AWS_PROVIDER_VERSION=5.100.0 takes another: {}"


class AwsEnvironment(Environment):
    """Three stacks with their states in a bucket of the account, signed in with the tokens of `aws eks get-token`, which only EKS' token webhook can read."""

    def __init__(self, name: str, folder: Path, port: int):
        super().__init__(name, folder, port)
        self.cloud = self._stack("cluster")
        self.stacks.insert(0, self.cloud)
        for stack in self.stacks:
            stack.state_is_here = False
        self._port = port
        self._services = folder / "services"
        self._account: dict[str, str] = {}
        self.state_policy = ""
        self.command_line: CommandLine | None = None

    def start(self):
        self.cluster.up(token_webhook=f"http://127.0.0.1:{self._port + 6}/authenticate")
        authority = self.cluster.folder / "pki" / "ca.crt"
        self._run(AWS / "up.sh", self._services, f"https://127.0.0.1:{self._port}", authority,
                  variables={"AWS_PORT": str(self._port + 5)})
        shown = self._run("bash", "-c", '. "$1/environment" && env -0', "-", self._services)
        self._account = dict(line.split("=", 1) for line in shown.split("\0") if "=" in line)
        for stack in self.stacks:
            stack.variables = self._account
        self._make_state_bucket()
        self.make_cluster()
        try:
            self.synthesize()
        except Unavailable as missing:
            raise Unavailable(NEEDS.format(missing)) from missing
        if program := CommandLine.installed():
            self.command_line = CommandLine(program, self._folder, [self.name, str(self._folder)], self._account)

    def deploy(self) -> str:
        """In one run of the command line; or, where there is none, with Terraform alone. What it said."""
        if not self.command_line:
            return "".join(stack.apply() for stack in self.stacks)
        for stack in self.stacks:
            stack.forget_providers()  # the command line finds what `./chatstack synth` leaves
        return self.command_line.deploy(f"{self.name}-*")

    def planned_again(self, stack: Stack) -> dict:
        """What the command line, or Terraform, would change of what it has just made."""
        if not self.command_line:
            return stack.plan_as_json()
        self.command_line.diff(stack.name)
        return stack.show("plan")

    def destroy(self):
        """As it was deployed."""
        if self.command_line:
            self.command_line.destroy(f"{self.name}-*")
        else:
            for stack in reversed(self.stacks):
                stack.destroy()

    def _make_state_bucket(self):
        for _ in range(2):  # what is there is left as it is
            self._run(ROOT / "chatstack", "state", "-e", self.name, "--apply", variables=self._account)
        bucket = ["--bucket", self.state_bucket]
        self.state_policy = self.aws("s3api", "get-bucket-policy", *bucket)["Policy"]
        # it refuses who comes without TLS, which moto does not speak
        self.aws("s3api", "delete-bucket-policy", *bucket)

    def stop(self):
        if self._services.exists():
            self._run(AWS / "down.sh", self._services)
        self.cluster.down()

    def sign_in(self) -> dict[str, str]:
        return {}

    def adapt(self, stack: dict) -> dict:
        return json.loads(self._python("prepare.py", os.environ.get("AWS_PROVIDER_VERSION", ""), stdin=json.dumps(stack)))

    def kubeconfig_without_a_name(self) -> str:
        """Is sent to the API server, but brings no credential."""
        file = self.cluster.folder / "nobody.kubeconfig"
        content = yaml.safe_load(self.cluster.kubeconfig.read_text())
        file.write_text(yaml.safe_dump({**content, "users": [{"name": user["name"]} for user in content["users"]]}))
        return str(file)

    def autoscale(self, zone: str, size: int):
        """What the emulated services lack: the group of machines that EKS makes for a node group, as the autoscaler has left it."""
        machines = ["--launch-configuration-name", f"eks-{zone}"]
        self.aws("autoscaling", "create-launch-configuration", *machines, "--image-id", "ami-12c6146b", "--instance-type", "m7i.xlarge")
        tag = f"Key=eks:cluster-name,Value={self.name},ResourceId=eks-{zone},ResourceType=auto-scaling-group,PropagateAtLaunch=false"
        self.aws("autoscaling", "create-auto-scaling-group", "--auto-scaling-group-name", f"eks-{zone}", *machines,
                 "--availability-zones", zone, "--min-size", "0", "--max-size", "9", "--desired-capacity", str(size), "--tags", tag)
        self.aws("eks", "update-nodegroup-config", *self._group(zone), "--scaling-config", f"desiredSize={size}")

    def nodes(self, zone: str) -> dict:
        """The limits of a zone's node group and its size."""
        return self.aws("eks", "describe-nodegroup", *self._group(zone))["nodegroup"]["scalingConfig"]

    def _group(self, zone: str) -> list[str]:
        names = self.aws("eks", "list-nodegroups", "--cluster-name", self.name)["nodegroups"]
        return ["--cluster-name", self.name, "--nodegroup-name", next(name for name in names if name.startswith(zone))]

    @property
    def zones(self) -> list[str]:
        return self._shipped["cloud"]["zones"]

    def left_in_the_account(self) -> str:
        return self._python("leftovers.py", self.state_bucket)

    @property
    def state_bucket(self) -> str:
        return self._shipped["state"]["bucket"]

    def aws(self, *words: str) -> dict:
        """What the command line of AWS answers."""
        return json.loads(self._run("aws", *words, "--output", "json", variables=self._account) or "{}")

    def _python(self, script: str, *arguments: str, stdin: str | None = None) -> str:
        return self._run("python3", AWS / script, *arguments, stdin=stdin, variables=self._account)

    @staticmethod
    def _run(*command, stdin: str | None = None, variables: dict[str, str] | None = None) -> str:
        result = subprocess.run(
            [str(part) for part in command], input=stdin, env={**os.environ, **(variables or {})},
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        assert result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stdout}{result.stderr}"
        print(result.stderr)
        return result.stdout
