"""Backup, proof and restore, in their containers, to a store that is Amazon's by name; and what MongoDB's reconciler does. MongoDB is a
stand-in, the scripts are those that ship."""

import json
import os
import re
import time

import pytest

from chathub import CHAT, log_of, name, run_job, stored
from control_plane import wait_for

MANY = 200
WORKLOADS = ("tailchat", "tailchat-admin", "tailchat-openapi", "tailchat-plugins")


class Mongo:
    """Asks the set as the chat's account does: by the SRV record of the headless Service."""

    def __init__(self, cluster):
        self._cluster = cluster

    def pods(self) -> list[dict]:
        return self._cluster.pods(CHAT, "tailchat-mongo")

    def ask(self, what: dict, account: str = "tailchat-mongo-chat"):
        secret = self._cluster.get("secrets", "-n", CHAT, "--field-selector", f"metadata.name={account}")[0]
        script = "const {Client} = require('/usr/local/lib/stand-in/client.js'); const {uri, what} = JSON.parse(process.argv[1]);" \
                 "console.log(JSON.stringify(new Client(Buffer.from(uri, 'base64').toString()).ask(what)))"
        said = self._cluster.execute(self.pods()[0], "mongod", "node", "-e", script,
                                     json.dumps({"uri": secret["data"]["uri"], "what": what}))
        return json.loads(said)

    def write(self, numbers: range):
        self.ask({"insert": "tailchat.messages", "documents": [{"number": number, "createdAt": time.time()} for number in numbers]})

    def messages(self) -> int:
        return len(self.ask({"documents": "tailchat.messages"}))

    def states(self) -> list[str]:
        try:
            return sorted(member["stateStr"] for member in self.ask({"replSetGetStatus": 1})["members"])
        except AssertionError:  # the member that is asked has no node yet, or does not answer
            return ["away"]

    def primary(self) -> dict:
        host = next(member["name"] for member in self.ask({"replSetGetStatus": 1})["members"] if member["stateStr"] == "PRIMARY")
        return next(pod for pod in self.pods() if host.startswith(f"{name(pod)}."))


@pytest.fixture(scope="module")
def mongo(cluster) -> Mongo:
    return Mongo(cluster)


def test_the_reconcilers_make_the_set_and_its_accounts(cluster, mongo):
    wait_for("three members", lambda: mongo.states() == ["PRIMARY", "SECONDARY", "SECONDARY"], 60)

    def settled() -> bool:
        return all("all is as wanted" in cluster.kubectl("logs", "-n", CHAT, name(pod), "-c", "reconciler").splitlines()[-1]
                   for pod in mongo.pods())
    wait_for("the reconcilers have nothing left to do", settled, 60)
    for account in ("chat", "backup", "exporter", "objects", "restore", "root"):
        mongo.ask({"version": 1}, f"tailchat-mongo-{account}")
    mongo.write(range(MANY))


def test_a_backup_is_made_and_proven(cluster, mongo, record_property):
    said = run_job(cluster, "mongodb-backup", "backup-now")
    made = re.search(r"made the backup (\S+):", said)
    assert made, said
    assert {f"mongodb/{made[1]}.archive.gz", f"mongodb/{made[1]}.manifest.json"} <= set(stored())
    proved = run_job(cluster, "mongodb-restore-test", "restore-test-now")
    assert f"proved {made[1]}" in proved, proved
    assert f"mongodb/restored/{made[1]}.json" in stored()
    record_property("what the Jobs said last", [text.splitlines()[-1] for text in (said, proved)])


def test_retention_ends_and_keeps_what_is_young(cluster):
    before = [each for each in stored() if each.endswith(".manifest.json")]
    run_job(cluster, "mongodb-backup-retention", "retention-now")
    assert [each for each in stored() if each.endswith(".manifest.json")] == before


def test_a_backup_is_read_beside_the_chat(cluster, mongo):
    run_job(cluster, "mongodb-restore-beside", "beside-latest")
    beside = {each.split(".")[0] for each in mongo.ask({"everything": 1})}
    assert len(beside - {"tailchat", "objects", "admin"}) == 1, beside
    assert mongo.messages() == MANY


def test_a_restore_brings_back_what_was_there_and_the_chat_with_it(cluster, mongo, record_property):
    """The real kubectl stops the chat and starts it again, with the roles that it has."""
    mongo.write(range(MANY, MANY + 7))
    before = {each["metadata"]["name"]: each["spec"]["replicas"] for each in cluster.get("deployments", "-n", CHAT)}
    said = run_job(cluster, "mongodb-restore", "restore-latest", 400)
    assert mongo.messages() == MANY
    assert {each["metadata"]["name"]: each["spec"]["replicas"] for each in cluster.get("deployments", "-n", CHAT)} == before
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 180)
    record_property("the restore", said.splitlines()[-1])
    after = run_job(cluster, "mongodb-backup", "backup-after-restore")
    assert "made the backup" in after


def test_a_key_of_the_store_that_is_wrong_fails_the_backup(cluster):
    secret = cluster.get("secrets", "-n", CHAT, "--field-selector", "metadata.name=backup-store")[0]
    cluster.kubectl("patch", "secret", "-n", CHAT, "backup-store", "-p", json.dumps({"stringData": {"secretKey": "another"}}))
    try:
        with pytest.raises(AssertionError, match="failed"):
            run_job(cluster, "mongodb-backup", "backup-wrong-key", 200)
        assert "AccessDenied" in log_of(cluster, "backup-wrong-key") or "403" in log_of(cluster, "backup-wrong-key") \
            or "SignatureDoesNotMatch" in log_of(cluster, "backup-wrong-key")
    finally:
        cluster.kubectl("patch", "secret", "-n", CHAT, "backup-store", "-p", json.dumps({"data": secret["data"]}))
        cluster.kubectl("delete", "job", "-n", CHAT, "backup-wrong-key")


def test_a_primary_that_is_killed_loses_no_promised_write(cluster, mongo, record_property):
    old = mongo.primary()
    server = next(process for process in cluster.processes([old]) if "mongod --replSet" in process.title())
    start = time.time()
    os.kill(server.pid, 9)
    wait_for("a primary that takes writes", lambda: _writes(mongo), 60)
    record_property("seconds without a primary", round(time.time() - start, 1))
    wait_for("all members", lambda: mongo.states() == ["PRIMARY", "SECONDARY", "SECONDARY"], 90)
    assert mongo.messages() >= MANY


def test_a_member_whose_volume_is_lost_gets_its_data_again(cluster, mongo, record_property):
    secondary = next(pod for pod in mongo.pods() if name(pod) != name(mongo.primary()))
    claim = next(volume["persistentVolumeClaim"]["claimName"] for volume in secondary["spec"]["volumes"] if "persistentVolumeClaim" in volume)
    start = time.time()
    cluster.kubectl("delete", "pvc", "-n", CHAT, claim, "--wait=false")
    cluster.kubectl("delete", "pod", "-n", CHAT, name(secondary))
    wait_for("the member is back", lambda: mongo.states() == ["PRIMARY", "SECONDARY", "SECONDARY"] and not cluster.not_ready(), 120)
    record_property("seconds until it had its data", round(time.time() - start))


def _writes(mongo: Mongo) -> bool:
    try:
        mongo.ask({"insert": "tailchat.messages", "documents": [{"number": -1}]})
    except AssertionError:
        return False
    return True
