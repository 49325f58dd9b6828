package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.ConfigLoader;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each weak point of the deployment that ChatHub began as; docs/chathub.md has them with the same numbers. */
@DisplayName("ChatHub, as config/k3s-chathub.yaml asks for it,")
class ChatHubTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONFIG = Path.of("..", "config", "k3s-chathub.yaml");
    private static final String STATEFUL_SET = "kubernetes_stateful_set_v1";
    private static final String DEPLOYMENT = "kubernetes_deployment_v1";
    private static final Synth CHAT = stack(CONFIG, "chat");

    @TempDir
    Path folder;

    /** 1 */
    @Test
    void namesNoServerToAnyClient() {
        for (String program : List.of("tailchat", "tailchat-plugins", "tailchat-openapi", "tailchat-admin")) {
            JsonNode container = container(DEPLOYMENT, program, 0);
            assertThat(secretOf(container, "REDIS_URL")).isEqualTo("valkey/url");
            assertThat(secretOf(container, "TRANSPORTER")).isEqualTo("valkey/url");
            assertThat(secretOf(container, "MONGO_URL")).isEqualTo("tailchat-mongo-chat/uri");
            assertThat(CHAT.named(DEPLOYMENT, program).toString())
                    .doesNotContain("valkey-0", "tailchat-mongo-0", "seaweedfs-0");
        }
        assertThat(secret("valkey", "url")).matches("redis://:\\$\\{ephemeral.*}@valkey-proxy:6379");
        assertThat(secret("tailchat-mongo-chat", "uri"))
                .startsWith("mongodb+srv://")
                .contains("replicaSet=rs0");
    }

    /** 2 */
    @Test
    void hasEnoughMembersToElectAnother() {
        for (String set : List.of("tailchat-mongo", "valkey", "seaweedfs")) {
            assertThat(CHAT.named(STATEFUL_SET, set).at("/spec/replicas").asText())
                    .isEqualTo("3");
        }
    }

    /** 3 */
    @Test
    void keepsDataWhereTheProgramsWriteIt() {
        for (Map.Entry<String, String> folderOf : Map.of(
                        "tailchat-mongo", "--dbpath=/data/db", "seaweedfs", "-dir=/data")
                .entrySet()) {
            JsonNode container = container(STATEFUL_SET, folderOf.getKey(), 0);
            String claim = CHAT.named(STATEFUL_SET, folderOf.getKey())
                    .at("/spec/volume_claim_template/0/metadata/name")
                    .asText();
            String mounted = stream(container.path("volume_mount"))
                    .filter(mount -> mount.path("name").asText().equals(claim))
                    .map(mount -> mount.path("mount_path").asText())
                    .findFirst()
                    .orElse("nowhere");
            assertThat(container.path("command").toString()).contains("\"" + folderOf.getValue() + "\"");
            assertThat(folderOf.getValue()).endsWith("=" + mounted);
        }
        // the script's own default
        assertThat(ConfigFiles.resource("/valkey/cluster.sh")).contains("data=${VALKEY_DATA:-/data}");
        assertThat(container(STATEFUL_SET, "valkey", 0).path("volume_mount").toString())
                .contains("{\"mount_path\":\"/data\",\"name\":\"data\"");
    }

    /** 4 */
    @Test
    void hasASecretOfItsOwnAndKnowsItsAddress() {
        JsonNode container = container(DEPLOYMENT, "tailchat", 0);

        assertThat(secretOf(container, "SECRET")).isEqualTo("tailchat/secret");
        assertThat(secret("tailchat", "secret")).matches("\\$\\{ephemeral\\.random_password\\..*\\.result}");
        assertThat(valueOf(container, "API_URL")).isEqualTo("https://app.chathub.example.org");
    }

    /** 5 */
    @Test
    void signsInEverywhereWithWhatStandsInNoManifest() {
        assertThat(container(STATEFUL_SET, "tailchat-mongo", 0).path("command").toString())
                .contains("--keyFile=");
        assertThat(ConfigFiles.resource("/valkey/start-valkey.sh")).contains("requirepass $password");
        for (JsonNode container : containers()) {
            for (JsonNode variable : container.path("env")) {
                if (variable.path("name")
                        .asText()
                        .matches(".*(PASS|PASSWORD|SECRET|MONGO_URL|REDIS_URL|TRANSPORTER|KEY)")) {
                    assertThat(variable.at("/value_from/secret_key_ref/name").asText())
                            .as("%s of %s", variable.path("name"), container.path("name"))
                            .isNotEmpty();
                }
            }
        }
        assertThat(CHAT.root().toString()).doesNotContain("com.msgbyte.tailchat");
    }

    /** 6 */
    @Test
    void hardensLimitsAndSpreadsEveryPod() {
        for (JsonNode container : containers()) {
            String name = container.path("name").asText();
            assertThat(container.at("/resources/limits/memory").asText())
                    .as(name)
                    .isNotEmpty();
            assertThat(container
                            .at("/security_context/read_only_root_filesystem")
                            .asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(container.at("/security_context/capabilities/drop/0").asText())
                    .as(name)
                    .isEqualTo("ALL");
        }
        List<String> budgets = CHAT.all("kubernetes_pod_disruption_budget_v1").stream()
                .map(budget -> budget.at("/metadata/name").asText())
                .toList();
        for (String kind : List.of(DEPLOYMENT, STATEFUL_SET)) {
            for (JsonNode workload : CHAT.all(kind)) {
                assertThat(budgets).contains(workload.at("/metadata/name").asText());
                assertThat(workload.at("/spec/template/spec/topology_spread_constraint/0/topology_key")
                                .asText())
                        .isEqualTo("topology.kubernetes.io/zone");
            }
        }
        assertThat(CHAT.named("kubernetes_network_policy_v1", "deny-all")
                        .at("/spec/policy_types")
                        .toString())
                .isEqualTo("[\"Ingress\",\"Egress\"]");
    }

    /** 6 */
    @Test
    void letsOnlyTheProgramsOfTailchatReachTheDatabase() {
        List<String> clients = CHAT.all("kubernetes_network_policy_v1").stream()
                .filter(rule ->
                        rule.at("/spec/pod_selector/match_labels").toString().contains("\"tailchat-mongo\""))
                .filter(rule -> rule.at("/spec/ingress/0/ports/0/port").asText().equals("27017"))
                .map(rule -> rule.at("/spec/ingress/0/from/0/pod_selector/match_labels/app.kubernetes.io~1name")
                        .asText())
                .toList();

        assertThat(clients)
                .containsExactlyInAnyOrder(
                        "tailchat-mongo",
                        "tailchat",
                        "tailchat-plugins",
                        "tailchat-openapi",
                        "tailchat-admin",
                        "seaweedfs-s3",
                        "mongodb-backup",
                        "mongodb-restore",
                        "mongodb-restore-beside");
    }

    /** 7 */
    @Test
    void keepsEveryFileTwiceBehindAPasswordOfItsOwn() {
        assertThat(container(STATEFUL_SET, "seaweedfs", 0).path("command").toString())
                .contains("-master.defaultReplication=001");
        assertThat(container(DEPLOYMENT, "seaweedfs-s3", 0).path("command").toString())
                .contains("-defaultReplicaPlacement=001", "-s3.config=/identities/s3.json");
        assertThat(secret("seaweedfs-s3", "secretKey")).matches("\\$\\{ephemeral\\.random_password\\..*\\.result}");
        assertThat(CHAT.named("kubernetes_job_v1", "objects-bucket-tailchat").toString())
                .contains("\"mkdir\",\"objects:tailchat\"");
        assertThat(containers())
                .allSatisfy(container ->
                        assertThat(container.path("port").toString()).doesNotContain("host_port"));
    }

    /** 8 */
    @Test
    void runsExactVersionsOfProgramsThatAreStillMended() {
        assertThat(containers())
                .allSatisfy(container -> assertThat(container.path("image").asText())
                        .matches("[^:]+:v?\\d+\\.\\d+(\\.\\d+)?.*")
                        .doesNotContain("latest"));
        assertThat(container(STATEFUL_SET, "tailchat-mongo", 0).path("image").asText())
                .startsWith("mongo:7.0.");
        assertThat(container(DEPLOYMENT, "tailchat", 0).path("image").asText())
                .isEqualTo("moonrailgun/tailchat:1.11.11");
    }

    /** 9 */
    @Test
    void replacesTheWebsitesTwoPodsOneByOneWhenItsContentChanges() throws IOException {
        JsonNode website = CHAT.named(DEPLOYMENT, "website").path("spec");
        assertThat(website.path("replicas").asText()).isEqualTo("2");
        assertThat(website.at("/strategy/rolling_update/max_unavailable").asText())
                .isEqualTo("0");
        assertThat(unescaped(CHAT.named("kubernetes_config_map_v1", "website-content")
                        .path("data")
                        .path("index.html")
                        .asText()))
                .isEqualTo(Files.readString(Path.of("..", "website", "index.html")));

        Path config = copy(Files.readString(CONFIG));
        Files.writeString(folder.resolve("website/index.html"), "<!doctype html><title>Another</title>");
        JsonNode changed = stack(config, "chat").named(DEPLOYMENT, "website").path("spec");

        String content = "/template/metadata/annotations/chatstack.dev~1content";
        assertThat(changed.at(content).asText())
                .isNotEqualTo(website.at(content).asText());
    }

    /** 10 */
    @Test
    void mayDoNothingInTheClusterBeyondItsNamespace() {
        assertThat(CHAT.root().path("resource").fieldNames())
                .toIterable()
                .doesNotContain("kubernetes_cluster_role_v1", "kubernetes_cluster_role_binding_v1");
        assertThat(CHAT.all("kubernetes_role_v1"))
                .allSatisfy(role -> assertThat(role.path("rule").toString()).doesNotContain("\"*\""));
    }

    /** 11 */
    @Test
    void isReachedByHttpsAlone() {
        for (Map.Entry<String, String> host : Map.of(
                        "tailchat", "app.chathub.example.org", "website", "website.chathub.example.org")
                .entrySet()) {
            JsonNode ingress = CHAT.named("kubernetes_ingress_v1", host.getKey());
            assertThat(ingress.at("/spec/tls/0/hosts/0").asText()).isEqualTo(host.getValue());
            assertThat(ingress.at("/spec/tls/0/secret_name").asText()).isNotEmpty();
            assertThat(ingress.at("/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares")
                            .asText())
                    .isEqualTo("gic-chathub-to-https@kubernetescrd");
        }
        assertThat(CHAT.values("to-https")
                        .at("/manifests/0/spec/redirectScheme/scheme")
                        .asText())
                .isEqualTo("https");
    }

    /** 11 */
    @Test
    void speaksPlainHttpOnlyWhenTheFileSaysSo() throws IOException {
        Synth plain = stack(
                copy(Files.readString(CONFIG)
                        .replace("production: true", "production: false")
                        .replace("    issuer: letsencrypt\n", "    plainHttp: true\n")),
                "chat");

        JsonNode ingress = plain.named("kubernetes_ingress_v1", "tailchat");
        assertThat(ingress.path("spec").has("tls")).isFalse();
        assertThat(valueOf(plain.named(DEPLOYMENT, "tailchat").at("/spec/template/spec/container/0"), "API_URL"))
                .isEqualTo("http://app.chathub.example.org");
    }

    /** 12 */
    @Test
    void isBackedUpWatchedAndGrowsWhenItIsAskedTo() throws IOException {
        List<String> jobs = CHAT.all("kubernetes_cron_job_v1").stream()
                .map(job -> job.at("/metadata/name").asText())
                .toList();
        assertThat(jobs).contains("mongodb-backup", "mongodb-restore-test", "objects-backup", "objects-restore");
        assertThat(CHAT.named("kubernetes_cron_job_v1", "objects-backup").toString())
                .contains("\"objects:tailchat\",\"store:example-chathub-backups/objects/tailchat\"");
        assertThat(CHAT.values("monitoring-targets").toString())
                .contains("https://app.chathub.example.org/health", "\"replacement\":\"valkey\"");

        Synth growing = stack(
                copy(Files.readString(CONFIG)
                        .replace(
                                "  replicas: 3\n", "  replicas: 3\n  autoscaling: {maxReplicas: 6, cpuPercent: 80}\n")),
                "chat");
        assertThat(growing.named("kubernetes_horizontal_pod_autoscaler_v2", "tailchat")
                        .at("/spec/max_replicas")
                        .asInt())
                .isEqualTo(6);
    }

    /** 13 */
    @Test
    void hasTheOpenPlatformAndThePageOfTheAdministrators() {
        JsonNode paths = CHAT.named("kubernetes_ingress_v1", "tailchat").at("/spec/rule/0/http/path");

        assertThat(stream(paths)
                        .map(path -> path.path("path").asText() + " "
                                + path.at("/backend/service/name").asText() + ":"
                                + path.at("/backend/service/port/number").asText()))
                .containsExactly("/admin tailchat-admin:3000", "/open tailchat-openapi:3003", "/ tailchat:11000");
        assertThat(CHAT.named("kubernetes_ingress_v1", "website")
                        .at("/spec/rule/0/http/path/0/backend/service/port/number")
                        .asText())
                .isEqualTo("80");
        assertThat(valueOf(container(DEPLOYMENT, "tailchat-openapi", 0), "SERVICES"))
                .contains("openapi/oidc/oidc");
        assertThat(secretOf(container(DEPLOYMENT, "tailchat-admin", 0), "ADMIN_PASS"))
                .isEqualTo("tailchat-admin-account/password");
    }

    /** 14 */
    @Test
    void shipsTheVeryFilesWhoseFailoverIsTested() {
        for (Map.Entry<String, List<String>> map : Map.of(
                        "valkey-scripts",
                        List.of(
                                "cluster.sh",
                                "probe.sh",
                                "sentinel.conf",
                                "start-sentinel.sh",
                                "start-valkey.sh",
                                "valkey.conf"),
                        "valkey-proxy",
                        List.of("haproxy.cfg"))
                .entrySet()) {
            JsonNode data = CHAT.named("kubernetes_config_map_v1", map.getKey()).path("data");
            for (String file : map.getValue()) {
                assertThat(unescaped(data.path(file).asText()))
                        .as(file)
                        .isEqualTo(ConfigFiles.resource("/valkey/" + file));
            }
        }
        for (int server = 0; server < 3; server++) {
            String address = valueOf(container(DEPLOYMENT, "valkey-proxy", 0), "VALKEY_" + server);
            assertThat(address)
                    .matches("\\$\\{kubernetes_service_v1\\.valkey_valkey-" + server
                            + "_service_.*\\.spec(\\[0]|\\.0)\\.cluster_ip}");
            assertThat(valueOf(container(STATEFUL_SET, "valkey", 1), "VALKEY_" + server))
                    .isEqualTo(address);
        }
    }

    @Test
    void storesNothingNineTimes() {
        Synth platform = stack(CONFIG, "platform");
        JsonNode single = platform.only("kubernetes_storage_class_v1");

        assertThat(single.at("/parameters/numberOfReplicas").asText()).isEqualTo("1");
        for (String set : List.of("tailchat-mongo", "valkey", "seaweedfs")) {
            assertThat(CHAT.named(STATEFUL_SET, set)
                            .at("/spec/volume_claim_template/0/spec/storage_class_name")
                            .asText())
                    .isEqualTo(single.at("/metadata/name").asText());
        }
    }

    @Test
    void noticesALostDependencyWithoutStartingAnew() {
        JsonNode container = container(DEPLOYMENT, "tailchat", 0);

        assertThat(container.at("/readiness_probe/exec/command").toString())
                .isEqualTo("[\"node\",\"/probe/ready.js\"]");
        assertThat(container.at("/liveness_probe/http_get/path").asText()).isEqualTo("/health");
        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("2Gi");
    }

    /** The file with another content, and the website beside it. */
    private Path copy(String content) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config")).resolve("k3s-chathub.yaml");
        Files.writeString(config, content);
        Files.createDirectories(folder.resolve("website"));
        try (Stream<Path> files = Files.list(Path.of("..", "website"))) {
            for (Path file : files.toList()) {
                Files.writeString(folder.resolve("website").resolve(file.getFileName()), Files.readString(file));
            }
        }
        return config;
    }

    private static Synth stack(Path config, String stack) {
        return new Synthesis(List.of(ConfigLoader.load(config)), Optional.empty()).inTemporaryFolder(output -> {
            try {
                return new Synth(JSON.readTree(output.resolve("stacks/k3s-chathub-" + stack + "/cdk.tf.json")
                        .toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static JsonNode container(String kind, String workload, int index) {
        return CHAT.named(kind, workload).at("/spec/template/spec/container/" + index);
    }

    private static List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        for (String kind : List.of(DEPLOYMENT, STATEFUL_SET, "kubernetes_job_v1", "kubernetes_cron_job_v1")) {
            for (JsonNode workload : CHAT.all(kind)) {
                JsonNode pod = kind.equals("kubernetes_cron_job_v1")
                        ? workload.at("/spec/job_template/spec/template/spec")
                        : workload.at("/spec/template/spec");
                pod.path("container").forEach(containers::add);
                pod.path("init_container").forEach(containers::add);
            }
        }
        assertThat(containers).hasSizeGreaterThan(20);
        return containers;
    }

    private static String secret(String name, String key) {
        return CHAT.named("kubernetes_secret_v1", name)
                .path("data_wo")
                .path(key)
                .asText();
    }

    private static String secretOf(JsonNode container, String variable) {
        JsonNode reference = variable(container, variable).at("/value_from/secret_key_ref");
        return reference.path("name").asText() + "/" + reference.path("key").asText();
    }

    private static String valueOf(JsonNode container, String variable) {
        return variable(container, variable).path("value").asText();
    }

    private static JsonNode variable(JsonNode container, String name) {
        return stream(container.path("env"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + container.toPrettyString()));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** As the cluster gets it. */
    private static String unescaped(String text) {
        return text.replace("$${", "${").replace("%%{", "%{");
    }
}
