"""Prometheus, Alertmanager and their operator with what the environment says to them, on the running chat."""

import json
import time

import pytest

import monitoring
from chathub import CHAT, MONITORING, mails
from control_plane import wait_for


@pytest.fixture(scope="module")
def prometheus(cluster, shipped):
    """Asks one of the two by its API, from within its pod."""
    cluster.kubectl("apply", "--server-side", "-f", "-", stdin=monitoring.definitions())
    cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
    cluster.create(*monitoring.objects(shipped), *shipped.watched())
    wait_for("the operator makes its pods", lambda: cluster.pods(MONITORING, "alertmanager") and cluster.pods(MONITORING, "prometheus"))
    wait_for(cluster.not_ready, lambda: not cluster.not_ready(), 240)

    def ask(path: str):
        return json.loads(cluster.inside(cluster.pods(MONITORING, "prometheus")[0], f"http://127.0.0.1:9090/api/v1/{path}"))["data"]
    return ask


def test_every_target_is_up(cluster, prometheus, shipped, record_property):
    """Each pod that an object of the environment names is asked, and answers."""
    def wanted() -> set[tuple[str, str]]:
        found = set()
        for each in [each for each in shipped.watched() if each["kind"] == "PodMonitor"]:
            labels = ",".join(f"{key}={value}" for key, value in each["spec"]["selector"]["matchLabels"].items())
            about = each["metadata"]
            monitored = cluster.get("pods", "-n", about["namespace"], "-l", labels, "--field-selector", "status.phase=Running")
            assert monitored, about["name"]
            found |= {(about["name"], pod["metadata"]["name"]) for pod in monitored}
        return found

    def targets() -> list[dict]:
        return prometheus("targets?state=active")["activeTargets"]

    def wrong() -> list[str]:
        seen = {(each["scrapePool"].split("/")[-2], each["labels"].get("pod")): each for each in targets()}
        return ([f"nobody asks {pod} for {monitor}" for monitor, pod in wanted() - seen.keys()]
                + [f"{each['scrapePool']} {each['scrapeUrl']}: {each['lastError']}" for each in targets() if each["health"] != "up"])

    wait_for(wrong, lambda: not wrong(), 150)
    record_property("targets", len(targets()))
    record_property("samples of one look at all of them", _value(prometheus, "sum(scrape_samples_scraped)"))
    record_property("pools", sorted({each["scrapePool"] for each in targets()}))


def test_every_rule_can_be_asked(prometheus, record_property):
    groups = prometheus("rules")["groups"]
    wait_for("rules were asked", lambda: all(
        rule["lastEvaluation"] > "0002" for group in prometheus("rules")["groups"] for rule in group["rules"]), 90)
    bad = [f"{rule['name']}: {rule['lastError']}" for group in prometheus("rules")["groups"] for rule in group["rules"] if rule["health"] != "ok"]
    assert not bad
    record_property("rules", sum(len(group["rules"]) for group in groups))


def test_the_chat_that_is_down_sends_a_mail_and_another_when_it_is_back(cluster, prometheus, record_property):
    wait_for("the probe sees the chat", lambda: _value(prometheus, 'probe_success{job="chat"}') == 1, 90)
    start = time.monotonic()
    cluster.kubectl("scale", "-n", CHAT, "deployment/tailchat", "--replicas=0")
    try:
        wait_for(lambda: f"a mail that says so: {[_subject(mail) for mail in mails()]}", lambda: _about_the_chat("ChatDown:"), 420)
        record_property("seconds from the last pod to the mail", round(time.monotonic() - start))
    finally:
        cluster.kubectl("scale", "-n", CHAT, "deployment/tailchat", "--replicas=3")
    mail = _about_the_chat("ChatDown:")[0]
    assert "on-call@example.org" in mail
    start = time.monotonic()
    wait_for(lambda: f"a mail that says it is over: {[_subject(mail) for mail in mails()]}", lambda: _about_the_chat("ChatDown is over:"), 420)
    record_property("seconds until a mail says that it is over", round(time.monotonic() - start))


def _value(prometheus, query: str) -> float | None:
    from urllib.parse import quote
    result = prometheus(f"query?query={quote(query)}")["result"]
    return float(result[0]["value"][1]) if result else None


def _subject(mail: str) -> str:
    return next((line for line in mail.splitlines() if line.startswith("Subject:")), "")


def _about_the_chat(words: str) -> list[str]:
    return [mail for mail in mails() if words in mail]
