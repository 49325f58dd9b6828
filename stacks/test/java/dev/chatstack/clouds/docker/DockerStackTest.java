package dev.chatstack.clouds.docker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The stack of a Docker host")
class DockerStackTest {
    /** Those that run once, and end. */
    private static final Set<String> ONCE = Set.of("local-busybox", "local-delivery", "local-rclone");

    @TempDir
    Path folder;

    private final Map<String, JsonNode> containers = new HashMap<>();

    @BeforeEach
    void threeReplicas() throws IOException {
        String file = Files.readString(Path.of("..", "config", "local.yaml"))
                .replace("replicas: 1", "replicas: 3\n  licenceSecret: licence")
                .replace("members: 1", "members: 3");
        Files.writeString(folder.resolve("local.yaml"), file);
        new Synthesis(List.of(ConfigLoader.load(folder.resolve("local.yaml"))), Optional.empty())
                .writeTo(folder.resolve("out"));
        new ObjectMapper()
                .readTree(folder.resolve("out/stacks/local/cdk.tf.json").toFile())
                .at("/resource/docker_container")
                .forEach(container -> containers.put(container.path("name").asText(), container));
    }

    @Test
    void letsPeopleInAtTwoPlacesAlone() {
        assertThat(names(container -> container.has("ports"))).containsExactly("local-grafana", "local-haproxy");
        assertThat(containers.values())
                .flatExtracting(container -> container.findValuesAsText("ip"))
                .hasSize(3)
                .containsOnly("127.0.0.1");
    }

    @Test
    void givesNoContainerMoreThanItNeeds() {
        assertThat(names(container -> container.path("user").asText().equals("0:0")))
                .containsExactly("local-alloy", "local-delivery", "local-engine");
        assertThat(names(container -> container.at("/capabilities/add").size() > 0))
                .containsExactly("local-delivery");
        assertThat(containers).allSatisfy((name, container) -> {
            assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/security_opts/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(container.path("memory").asInt()).isPositive();
            assertThat(container.path("memory_swap")).isEqualTo(container.path("memory"));
            assertThat(container.path("cpu_quota").asInt()).isPositive();
            assertThat(container.at("/log_opts/max-size").asText()).isEqualTo("10m");
            assertThat(container.has("privileged")).isFalse();
            if (!ONCE.contains(name)) {
                assertThat(container.path("read_only").asBoolean()).isTrue();
                assertThat(container.path("restart").asText()).isEqualTo("unless-stopped");
            }
        });
    }

    @Test
    void keepsTheDatabaseWhereNobodyComesAndNothingGoes() {
        for (String member : List.of("local-mongodb-0", "local-mongodb-1", "local-mongodb-2")) {
            assertThat(containers.get(member).path("networks_advanced")).hasSize(1);
            assertThat(containers.get(member).at("/networks_advanced/0/name").asText())
                    .contains("host_back");
        }
    }

    /** On a network everybody reaches every port of everybody. */
    @Test
    void aTakenChatReachesNothingOfMonitoring() {
        Set<String> ofTheChat = networks("local-rocketchat-0");

        assertThat(names(container -> intersect(networks(container), ofTheChat)))
                .containsExactlyInAnyOrder(
                        "local-alloy",
                        "local-backup",
                        "local-blackbox",
                        "local-haproxy",
                        "local-mongodb-0",
                        "local-mongodb-1",
                        "local-mongodb-2",
                        "local-mongodb-exporter-0",
                        "local-mongodb-exporter-1",
                        "local-mongodb-exporter-2",
                        "local-prometheus",
                        "local-rocketchat-0",
                        "local-rocketchat-1",
                        "local-rocketchat-2");
        // these two are there, and listen elsewhere
        assertThat(containers.get("local-prometheus").path("command").toString())
                .contains("--web.listen-address=prometheus-inside:9090");
        assertThat(containers.get("local-alloy").path("command").toString())
                .contains("--server.http.listen-addr=alloy-inside:12345");
        for (String name : List.of("prometheus", "alloy")) {
            assertThat(containers.get("local-" + name).path("networks_advanced"))
                    .filteredOn(network -> network.path("aliases").toString().contains(name + "-inside"))
                    .extracting(network -> network.path("name").asText().replaceAll(".*host_|_.*", ""))
                    .containsExactly("monitoring");
        }
    }

    @Test
    void theSocketOfTheEngineIsForOneThatLetsQuestionsOfAlloyThrough() {
        assertThat(names(container -> container.path("volumes").toString().contains("docker.sock")))
                .containsExactly("local-engine");
        assertThat(names(container -> intersect(networks(container), networks("local-engine"))))
                .containsExactly("local-alloy", "local-engine");
    }

    private Set<String> networks(String container) {
        return networks(requireNonNull(containers.get(container)));
    }

    private static Set<String> networks(JsonNode container) {
        return container
                .path("networks_advanced")
                .valueStream()
                .map(network -> network.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static boolean intersect(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    @Test
    void startsTheFirstServerAloneSoThatItMigratesAlone() {
        assertThat(containers.get("local-rocketchat-0").path("depends_on").toString())
                .contains("mongodb-2")
                .doesNotContain("rocketchat-1");
        assertThat(containers.get("local-rocketchat-2").path("depends_on").toString())
                .contains("rocketchat-0")
                .doesNotContain("rocketchat-1");
    }

    @Test
    void tellsTheEngineNoPassword() {
        assertThat(containers.values().stream()
                        .flatMap(container -> container.path("env").valueStream())
                        .map(JsonNode::asText))
                .contains("MONGODB_USER=exporter")
                .noneMatch(variable -> variable.matches("\\w*(PASSWORD|SECRET|URI|MONGO_URL|ADMIN_PASS)=.*"));
        assertThat(containers.get("local-mongodb-exporter-1").path("entrypoint"))
                .extracting(JsonNode::asText)
                .containsExactly("/tools/busybox", "sh", "/etc/chatstack/with-secrets.sh", "/mongodb_exporter");
    }

    @Test
    void tellsHaProxyEveryServer() throws IOException {
        String configuration = delivered("haproxy/files/haproxy.cfg");

        assertThat(configuration)
                .contains(
                        "    server rocketchat-0 rocketchat-0:3000 cookie rocketchat-0\n",
                        "    server rocketchat-2 rocketchat-2:3000 cookie rocketchat-2\n");
        Files.writeString(folder.resolve("haproxy.cfg"), configuration);
        Program.run(folder, "env", "PLAIN_HTTP=1", "PORT=8080", "haproxy", "-c", "-f", "haproxy.cfg")
                .succeeds();
    }

    @Test
    void deliversWhatPrometheusAccepts() throws IOException {
        for (String file : files("prometheus/files/")) {
            Path target = folder.resolve("etc").resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, delivered("prometheus/files/" + file));
        }
        Path configuration = folder.resolve("etc/prometheus.yaml");
        assertThat(configuration)
                .content()
                .contains("https://chat.localhost/api/info")
                .doesNotContain("${");
        Files.writeString(
                configuration,
                Files.readString(configuration).replace("/etc/prometheus/rules", folder.resolve("etc/rules") + ""));

        assertThat(Program.run(folder.resolve("etc"), "promtool", "check", "config", "prometheus.yaml")
                        .succeeds()
                        .output())
                .contains("rules/processes.yaml")
                .doesNotContain("kubernetes.yaml");
    }

    @Test
    void deliversWhatAlertmanagerAccepts() throws IOException {
        Path file = folder.resolve("alertmanager.yaml");
        Files.writeString(
                file, delivered("alertmanager/files/alertmanager.yaml").replace("/etc/alertmanager/", ""));
        Program.run(folder, "amtool", "check-config", file.toString()).succeeds();
    }

    private Set<String> names(Predicate<JsonNode> condition) {
        Set<String> names = new TreeSet<>();
        containers.forEach((name, container) -> {
            if (condition.test(container)) {
                names.add(name);
            }
        });
        return names;
    }

    private List<String> files(String below) {
        return containers.get("local-delivery").path("upload").findValuesAsText("file").stream()
                .filter(file -> file.startsWith("/deliver/" + below))
                .map(file -> file.substring(("/deliver/" + below).length()))
                .toList();
    }

    /** As Terraform gives it to the machine: its escapes are gone there. */
    private String delivered(String file) {
        for (JsonNode upload : containers.get("local-delivery").path("upload")) {
            if (upload.path("file").asText().equals("/deliver/" + file)) {
                return upload.path("content").asText().replace("$${", "${").replace("%%{", "%{");
            }
        }
        throw new AssertionError("nothing is delivered as " + file);
    }
}
