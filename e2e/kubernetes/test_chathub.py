"""The life of ChatHub: Tailchat with all its programs. Each test continues where the one before it stopped."""

import json

import test_life as life

PRODUCT = "tailchat"
MINUTES = 4
ANOTHER_PAGE = {"index.html": "<!doctype html><title>Another page</title>\n"}

# what keeps the data: three of each, and what waits for them
REPLICATED = {"tailchat-mongo": 3, "valkey": 3, "seaweedfs": 3}
SERVING = {
    "tailchat": 3, "tailchat-plugins": 2, "tailchat-openapi": 2, "tailchat-admin": 2,
    "valkey-proxy": 2, "seaweedfs-s3": 2, "website": 2,
}


def test_platform_applies(environment):
    life.test_platform_applies(environment)


def test_chat_applies(environment):
    life.test_chat_applies(environment)

    for name, number in (REPLICATED | SERVING).items():
        assert len(life.pods(environment, name)) == number, name


def test_planned_again_nothing_changes(environment):
    life.test_planned_again_nothing_changes(environment)


def test_restricted_is_enforced_and_nothing_was_refused(environment):
    life.test_restricted_is_enforced_and_nothing_was_refused(environment)


def test_what_copies_itself_is_on_three_nodes_and_stored_once_on_each(environment):
    for name in REPLICATED:
        nodes = {pod["spec"]["nodeName"] for pod in life.pods(environment, name)}
        assert len(nodes) == 3, name
    claims = environment.cluster.get("persistentvolumeclaims", "-n", environment.namespace)
    classes = {claim["metadata"]["name"]: claim["spec"]["storageClassName"] for claim in claims}
    assert classes == {f"data-{name}-{pod}": "mongodb-storage" for name in REPLICATED for pod in range(3)}
    single = next(c for c in environment.cluster.get("storageclasses") if c["metadata"]["name"] == "mongodb-storage")
    assert single["parameters"]["numberOfReplicas"] == "1"


def test_every_client_and_server_of_valkey_knows_the_same_three_addresses(environment):
    services = environment.cluster.get("services", "-n", environment.namespace)
    addresses = {s["metadata"]["name"]: s["spec"]["clusterIP"] for s in services}
    wanted = {f"VALKEY_{number}": addresses[f"valkey-{number}"] for number in range(3)}
    assert len(set(wanted.values())) == 3
    for name in ("valkey", "valkey-proxy"):
        for pod in life.pods(environment, name):
            container = pod["spec"]["containers"][0]
            assert wanted.items() <= {e["name"]: e.get("value") for e in container["env"]}.items(), name


def test_another_page_replaces_the_pods_of_the_website_alone(environment):
    environment.synthesize(pages=ANOTHER_PAGE)

    life.changes_only(environment.chat, {
        "update config_map website_website-content",
        "update deployment website_deployment",
    })
    environment.cluster.wait_until_ready()


def test_backups_and_their_proof_complete(environment):
    life.every_cron_job_completes(environment, {"mongodb-backup", "objects-backup", "objects-restore"})


def test_nobody_but_the_ingress_controller_is_led_to_the_pages(environment):
    """No pod of another namespace is named by a rule, apart from Traefik's and Prometheus'."""
    rules = environment.cluster.get("networkpolicies", "-n", environment.namespace)
    named = {
        json.dumps(peer.get("namespaceSelector", {}).get("matchLabels", {}))
        for rule in rules
        for ingress in rule["spec"].get("ingress", [])
        for peer in ingress.get("from", [])
    }
    assert named == {
        json.dumps({"kubernetes.io/metadata.name": name})
        for name in (environment.namespace, "kube-system", "gic-chathub-monitoring")
    }


def test_rotation_replaces_every_generated_password_but_those_that_servers_share(environment):
    def rotated(file):
        file["secretsRevision"] = 2

    old = life.secrets(environment)
    environment.synthesize(rotated, ANOTHER_PAGE)
    for stack in environment.stacks:
        plan = stack.plan()
        kinds = {" ".join(touched.split()[:2]) for touched in plan.touched()}
        assert kinds <= {"update secret", "update deployment", "update helm_release"}, f"{plan}"
        stack.apply_plan()
    environment.cluster.wait_until_ready()

    life.assert_no_change(environment.chat)
    same = {name for name, data in life.secrets(environment).items() if data == old[name]}
    assert same == {"valkey", "tailchat-mongo-key"}


def test_destroy_leaves_only_what_the_docs_say(environment):
    life.test_destroy_leaves_only_what_the_docs_say(environment)
