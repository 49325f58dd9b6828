"""A company with a directory, a relay and its own store, and a mesh: its file applies, and what it names can be reached."""

import test_life as life

MINUTES = 3
ENVIRONMENT = "organisation"

# what the file names, by the workload that must reach it; a pod of a mesh speaks from where its program speaks
NAMED = {
    "rocketchat-server": {("10.20.0.7/32", 636), ("10.20.1.8/32", 2525), ("10.20.0.9/32", 9000), ("automation", 5678)},
    "mongodb-backup": {("10.20.0.9/32", 9000)},
    "mongodb-restore": {("10.20.0.9/32", 9000)},
}


def test_platform_applies(environment):
    life.test_platform_applies(environment)


def test_chat_applies(environment):
    life.test_chat_applies(environment)


def test_planned_again_nothing_changes(environment):
    life.test_planned_again_nothing_changes(environment)


def test_restricted_is_enforced_and_nothing_was_refused(environment):
    life.test_restricted_is_enforced_and_nothing_was_refused(environment)


def test_what_the_file_names_is_open_and_its_neighbours_are_not(environment):
    for workload, wanted in NAMED.items():
        found = open_to(environment.cluster.get("networkpolicies", "-n", environment.namespace), workload)
        assert wanted <= found, (workload, wanted - found)
        private = {(place, port) for place, port in found if place.startswith("10.") or place == "automation"}
        assert private == wanted, workload


def test_backups_restores_and_their_proof_complete(environment):
    life.test_backups_restores_and_their_proof_complete(environment)


def test_destroys(environment):
    environment.chat.destroy()
    environment.platform.destroy()


def open_to(policies: list[dict], workload: str) -> set[tuple[str, int]]:
    """Where the rules of a workload lead, as a block of addresses or a namespace, and a port."""
    found = set()
    for policy in policies:
        selector = policy["spec"]["podSelector"].get("matchLabels", {})
        if selector.get("app.kubernetes.io/name") != workload:
            continue
        for rule in policy["spec"].get("egress", []):
            for peer in rule.get("to", []):
                labels = peer.get("namespaceSelector", {}).get("matchLabels", {})
                place = peer.get("ipBlock", {}).get("cidr") or labels.get("kubernetes.io/metadata.name")
                found |= {(place, port["port"]) for port in rule.get("ports", [])}
    return found
