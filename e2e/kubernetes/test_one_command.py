"""`./chatstack up`, `verify` and `down`, as a person types them. Each test continues where the one before it stopped.

The file environments/one-command.yaml needs no chart. Pods only look as if they ran, so what is asked inside a pod, or from outside the
cluster, has no answer: `verify` must say so, and nothing else."""

import json
import os
import signal
import subprocess

import pytest

from conftest import NOT_RUN
from control_plane import wait_for
from environment import ROOT, Environment
from test_life import stays

ENVIRONMENT = "one-command"
MINUTES = 4
# the class of the Ingress belongs to the cluster's owner
CLASS = {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "nginx"},
         "spec": {"controller": "k8s.io/ingress-nginx"}}
# what no program in a pod, and no name server, can answer here
WITHOUT_ANSWER = {
    "3 members, one primary", "DNS record of people.chat.internal", "certificate of people.chat.internal",
    "https://people.chat.internal/api/info answers",
}
# what is so once a Job has completed, by the CronJob that makes it
ONCE_DONE = {
    "the newest backup (mongodb-backup) is recent": "mongodb-backup",
    "a signed record proves a restore": "mongodb-proofs",
    "a backup was restored on trial": "mongodb-restore-test",
}


class OneCommand(Environment):
    """What the program is given: a file, a kubeconfig, and a folder for its stacks."""

    def start(self):
        self.cluster.up()
        self.make_cluster()
        self.cluster.create(CLASS)
        self.write(lambda file: file["cloud"].update(kubeconfig=str(self.cluster.kubeconfig)))
        for file in (self._folder / "state").glob("*"):
            file.unlink()

    def begin(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen(
            [ROOT / "chatstack", "--config", self._config, words[0], "-e", self.name, *words[1:]],
            env={**os.environ, "CDKTF_OUTDIR": str(self._output)},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )

    def types(self, *words: str) -> tuple[int, str]:
        """The exit code of a command, and what it prints."""
        process = self.begin(*words)
        output = process.communicate(timeout=900)[0]
        (self._folder / f"{words[0]}.log").write_text(output)
        if "Failed to query available provider" in output:
            pytest.skip(f"{NOT_RUN}a provider of Terraform is not available")
        return process.returncode, output


KIND = OneCommand
before: set[str] = set()


def test_up_names_the_secrets_that_a_person_makes_and_goes_no_further(environment):
    before.clear()
    before.update(environment.cluster.settled())

    code, output = environment.types("up", "--yes")

    assert code == 2, output
    assert "Secrets that only you can create are missing" in output
    assert "create secret generic licence " in output and "create secret tls chat-tls " in output
    assert environment.cluster.get("statefulsets,deployments") == []


def test_up_deploys_and_is_taken_up_again_when_it_was_stopped(environment):
    secret(environment, "generic", "licence", "--from-literal=licence=a-licence")
    environment.cluster.create(certificate(environment.namespace))
    process = environment.begin("up", "--yes")
    wait_for("the first volume is there", lambda: environment.cluster.get("statefulsets"), 300)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=300)[0]
    assert process.returncode != 0 and "Run the same command again to continue" in said, said

    code, output = environment.types("up", "--yes")

    assert code == 0, output
    assert "Secrets that you create: 2 of 2 exist" in output
    assert "https://people.chat.internal" in output
    environment.cluster.wait_until_ready()


def test_up_again_changes_nothing(environment):
    code, output = environment.types("up", "--yes")

    assert code == 0, output
    # the platform, the namespaces in which a person makes Secrets, the chat
    assert output.count("nothing to change") == 3 and "done after" not in output, output


def test_verify_sees_what_is_there_and_says_what_it_cannot_see(environment):
    failed = verified(environment)

    assert failed.keys() == WITHOUT_ANSWER | ONCE_DONE.keys(), failed
    for check, job in ONCE_DONE.items():
        assert f"{job} has never succeeded" in failed[check]
        environment.cluster.kubectl("create", "job", f"try-{job}", f"--from=cronjob/{job}", "-n", environment.namespace)
    environment.cluster.wait_until_ready()
    assert verified(environment).keys() == WITHOUT_ANSWER


def test_verify_sees_what_is_missing_and_up_repairs_it(environment):
    environment.cluster.kubectl("delete", "deployment", "rocketchat-server", "-n", environment.namespace)
    failed = verified(environment)
    assert failed.keys() - WITHOUT_ANSWER == {"every Deployment and StatefulSet has its replicas"}, failed
    assert "rocketchat-server" in failed["every Deployment and StatefulSet has its replicas"]

    code, output = environment.types("up", "--yes")
    assert code == 0, output
    environment.cluster.wait_until_ready()
    assert verified(environment).keys() == WITHOUT_ANSWER


def test_down_leaves_what_it_says_and_its_commands_delete_that(environment):
    code, output = environment.types("down", "--yes")

    assert code == 0, output
    assert "These stay, because they hold people's data:" in output

    def left():
        return {name for name in environment.cluster.everything() - before if not stays(name)}

    wait_for(lambda: f"left: {sorted(left())}", lambda: not left())


def verified(environment) -> dict[str, str]:
    """The checks that failed, each with what it found."""
    code, output = environment.types("verify", "--json")
    answer = json.loads(output[output.index("{"):])
    failed = {check["name"]: check["found"] for check in answer["checks"] if check["verdict"] == "failed"}
    assert code == (2 if failed else 0), output
    return failed


def secret(environment, *words: str):
    environment.cluster.kubectl("-n", environment.namespace, "create", "secret", *words)


def certificate(namespace: str) -> dict:
    return {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls",
            "metadata": {"name": "chat-tls", "namespace": namespace}, "stringData": {"tls.crt": "a", "tls.key": "b"}}
