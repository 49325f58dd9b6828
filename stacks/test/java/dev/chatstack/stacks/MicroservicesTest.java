package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.ConfigException;
import dev.chatstack.config.ConfigLoader;
import dev.chatstack.config.Environment;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rocket.Chat as microservices")
class MicroservicesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path SHIPPED = Path.of("..", "config", "microservices-prod.yaml");

    @TempDir
    Path folder;

    @Test
    void hasOneDdpStreamerForEveryFiveHundredPeople() throws IOException {
        assertThat(values(chat(shipped()))
                        .at("/microservices/ddpStreamer/replicas")
                        .asInt())
                .isEqualTo(4);
        assertThat(values(chat(shipped().replace("concurrentUsers: 2000", "concurrentUsers: 2001")))
                        .at("/microservices/ddpStreamer/replicas")
                        .asInt())
                .isEqualTo(5);
        assertThat(values(chat(shipped().replace("concurrentUsers: 2000", "concurrentUsers: 10")))
                        .at("/microservices/ddpStreamer/replicas")
                        .asInt())
                .isEqualTo(2);
        assertThat(values(chat(with("ddpStreamer: 7")))
                        .at("/microservices/ddpStreamer/replicas")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void neverBringsTheDatabaseOfTheChart() throws IOException {
        JsonNode values = values(chat(shipped()));

        assertThat(values.at("/mongodb/enabled").asBoolean(true)).isFalse();
        assertThat(values.path("existingMongodbSecret").asText()).isEqualTo("rocketchat-mongo-chat");
    }

    @Test
    void leadsConnectionsToTheDdpStreamerAndTheRestToTheServer() throws IOException {
        JsonNode paths = chat(shipped()).at("/kubernetes_ingress_v1/ingress/spec/rule/0/http/path");

        assertThat(paths.findValuesAsText("path")).containsExactly("/websocket", "/sockjs", "/");
        assertThat(paths.findValues("service").stream()
                        .map(service -> service.path("name").asText()))
                .containsExactly("chat-ddp-streamer", "chat-ddp-streamer", "chat-rocketchat-server");
    }

    @Test
    void splitsThePathsAtEveryOtherDoorToo() throws IOException {
        String gateway = behindTheMesh();
        String route = chat(gateway).path("helm_release").toString();

        assertThat(chat(gateway).at("/helm_release").findValuesAsText("values").toString() + route)
                .contains("prefix: /websocket")
                .contains("prefix: /sockjs")
                .contains("host: chat-ddp-streamer");
    }

    @Test
    void protectsEveryProgramThatHasATwin() throws IOException {
        JsonNode budgets = chat(shipped()).path("kubernetes_pod_disruption_budget_v1");

        assertThat(budgets.properties().stream()
                        .map(budget -> budget.getValue().at("/metadata/name").asText()))
                .containsExactlyInAnyOrder(
                        "rocketchat-server",
                        "chat-ddp-streamer",
                        "chat-account",
                        "chat-authorization",
                        "chat-presence",
                        "rocketchat-mongo");
    }

    @Test
    void keepsEverythingThatHoldsDataWhenAMonolithBecomesMicroservicesAndBack() throws IOException {
        Map<String, JsonNode> microservices = data(chat(shipped()));
        Map<String, JsonNode> monolith =
                data(chat(shipped().replace("  architecture: microservices\n  concurrentUsers: 2000\n", "")));

        assertThat(monolith).isEqualTo(microservices).hasSizeGreaterThan(7);
    }

    /** Two resources with one name collide: the second cannot be made before the first is gone, and nobody waits for that. */
    @Test
    void changesInPlaceWhateverBothArchitecturesHave() throws IOException {
        Map<String, String> microservices = addresses(chat(shipped()));
        Map<String, String> monolith = addresses(chat(shipped().replace("  architecture: microservices\n", "")));
        microservices.keySet().retainAll(monolith.keySet());
        monolith.keySet().retainAll(microservices.keySet());

        assertThat(microservices)
                .containsKeys(
                        "kubernetes_network_policy_v1 rocketchat-server-to-mongodb",
                        "kubernetes_pod_disruption_budget_v1 rocketchat-server",
                        "kubernetes_service_account_v1 rocketchat-server")
                .isEqualTo(monolith);
    }

    @Test
    void keepsTheDoorAndItsAddressWhenAMonolithBecomesMicroservicesAndBack() throws IOException {
        for (String file : List.of(shipped(), behindTheMesh())) {
            String monolith = file.replace("  architecture: microservices\n", "");

            assertThat(door(chat(file))).isEqualTo(door(chat(monolith))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "openshift-prod"})
    void splitsThePathsOnEveryCloud(String environment) throws IOException {
        String monolith = Files.readString(SHIPPED.resolveSibling(environment + ".yaml"));
        String file = monolith.replace(
                "  product: rocketchat\n",
                "  product: rocketchat\n  architecture: microservices\n  concurrentUsers: 2000\n");
        JsonNode chat = resources(environment, file);
        String doors =
                chat.path("kubernetes_ingress_v1").toString() + chat.at("/helm_release/route_rocketchat-server-route");

        assertThat(doors)
                .contains("chat-ddp-streamer", "chat-rocketchat-server", "/websocket", "/sockjs")
                .doesNotContain("\"name\":\"rocketchat-server\",\"port\"");
        assertThat(door(chat)).isEqualTo(door(resources(environment, monolith)));
    }

    @Test
    void isWatchedByTheRulesForNats() throws IOException {
        assertThat(platform(shipped())).contains("NatsRoutesMissing");
        assertThat(platform(shipped().replace("  architecture: microservices\n", "")))
                .contains("RocketChatHeapHigh")
                .doesNotContain("NatsRoutesMissing");
    }

    @Test
    void isBackAfterARestoreWhenEveryProgramIs() throws IOException {
        assertThat(new RestoreSteps(load(shipped()), "latest", false).text())
                .contains("rollout status deployment/chat-rocketchat-server ")
                .contains("rollout status deployment/chat-presence ")
                .doesNotContain("deployment/rocketchat-server", "{");
    }

    @Test
    void stopsEveryProgramForARestore() throws IOException {
        JsonNode restore =
                chat(shipped()).path("kubernetes_cron_job_v1").path("mongodb-backup_cron-job-mongodb-restore");
        String steps = restore.findValuesAsText("name").toString();

        assertThat(steps)
                .contains("stop-chat-rocketchat-server")
                .contains("stop-chat-ddp-streamer")
                .contains("stop-chat-account")
                .contains("stop-chat-authorization")
                .contains("stop-chat-presence");
    }

    @Test
    void runsOneOfEachWithoutALicenceAndMakesRoomBeforeAChange() throws IOException {
        String file = shipped()
                .replace("  licenceSecret: rocketchat-licence\n", "  microservices:\n    withoutLicence: true\n")
                .replace("  replicas: 2\n", "")
                .replace("  autoscaling:\n    maxReplicas: 8\n", "");
        JsonNode chat = chat(file);
        JsonNode services = values(chat).path("microservices");

        assertThat(Stream.of("ddpStreamer", "account", "authorization", "presence")
                        .map(name -> services.path(name).path("replicas").asInt()))
                .containsOnly(1);
        String stop = chat.path("kubernetes_job_v1").findValuesAsText("name").toString();
        assertThat(stop).contains("rocketchat-stop-");
        assertThat(release(chat).path("depends_on").toString())
                .contains("kubernetes_job_v1.rocketchat_microservices_stop_job");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> load(with("streamHub: 1"))).hasMessageContaining("has no stream-hub any more");
        assertThatThrownBy(() -> load(with("streamHub: 2").replace("8.6.1", "7.6.0")))
                .hasMessageContaining("must be 1: with two of them");
        assertThatThrownBy(() -> load(shipped().replace("  licenceSecret: rocketchat-licence\n", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("chat.licenceSecret")
                .hasMessageContaining("chat.microservices.withoutLicence: true");
        assertThatThrownBy(() -> load(with("withoutLicence: true\n    account: 3")
                        .replace("  licenceSecret: rocketchat-licence\n", "")))
                .hasMessageContaining("chat.microservices.account: must be 1 without a licence, got `3`");
        assertThatThrownBy(() -> load(with("presence: 2").replace("  architecture: microservices\n", "")))
                .hasMessageContaining("chat.microservices.presence: must be left out, or choose");
        assertThatThrownBy(() -> load(shipped().replaceFirst("(?s)    by: ingress.*?\nbackup:", """
                    by: loadBalancer
                    plainHttp: true
                    clients: [203.0.113.0/24]

                backup:""")))
                .hasMessageContaining("connections go to another program");
    }

    @Test
    void rendersTheRealChart() throws IOException {
        String charts = System.getenv("CHATSTACK_CHARTS");
        assumeThat(charts).as("CHATSTACK_CHARTS names no folder with charts").isNotNull();
        Path chart = Path.of(charts, "rocketchat");
        assumeThat(chart).exists();
        Path values = folder.resolve("values.yaml");
        YAML.writeValue(values.toFile(), values(chat(shipped())));

        String rendered = Program.run(
                        folder,
                        "helm",
                        "template",
                        "chat",
                        chart.toString(),
                        "--namespace=application",
                        "--kube-version=1.34.2",
                        "--values=" + values)
                .succeeds()
                .output();

        List<JsonNode> objects =
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered).readAll();
        Map<String, Integer> replicas = objects.stream()
                .filter(each -> each.at("/spec/replicas").isNumber())
                .collect(Collectors.toMap(
                        each -> each.path("kind").asText() + " "
                                + each.at("/metadata/name").asText(),
                        each -> each.at("/spec/replicas").asInt(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(replicas)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Deployment chat-rocketchat-server", 2,
                        "Deployment chat-ddp-streamer", 4,
                        "Deployment chat-account", 2,
                        "Deployment chat-authorization", 2,
                        "Deployment chat-presence", 2,
                        "StatefulSet chat-nats", 3));
        JsonNode server = find(objects, "Deployment", "chat-rocketchat-server").at("/spec/template");
        assertThat(server.at("/metadata/labels").path("app.kubernetes.io/name").asText())
                .isEqualTo("rocketchat-server");
        assertThat(server.at("/spec/containers/0/readinessProbe/httpGet/path").asText())
                .isEqualTo("/readyz");
        assertThat(server.at("/spec/containers/0/livenessProbe/httpGet/path").asText())
                .isEqualTo("/health");
        assertThat(find(objects, "Service", "chat-rocketchat-server")
                        .at("/spec/ports/0/port")
                        .asInt())
                .isEqualTo(80);
        assertThat(find(objects, "Service", "chat-ddp-streamer")
                        .at("/spec/ports/0/port")
                        .asInt())
                .isEqualTo(3000);
        assertThat(objects.stream().map(each -> each.path("kind").asText())).doesNotContain("Ingress", "PodMonitor");
    }

    private static JsonNode find(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(each -> each.path("kind").asText().equals(kind)
                        && each.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String behindTheMesh() throws IOException {
        return shipped().replaceFirst("(?s)  exposure:.*?\nbackup:", """
                  exposure:
                    by: istioGateway
                    tlsSecret: chat-tls

                mesh: {}

                backup:""");
    }

    /** Terraform's address of every object by its kind and name. */
    private static Map<String, String> addresses(JsonNode chat) {
        Map<String, String> addresses = new TreeMap<>();
        chat.properties().forEach(kind -> kind.getValue().properties().forEach(each -> {
            JsonNode body = each.getValue();
            String name = body.at("/metadata/name").asText(body.path("name").asText());
            addresses.put(kind.getKey() + " " + name, each.getKey());
        }));
        return addresses;
    }

    /** The names of what leads people in: another name is another load balancer, or another route. */
    private static List<String> door(JsonNode chat) {
        List<String> names = new ArrayList<>();
        chat.path("kubernetes_ingress_v1")
                .forEach(each -> names.add(each.at("/metadata/name").asText()));
        chat.at("/helm_release")
                .properties()
                .forEach(each -> names.add(each.getValue().path("name").asText()));
        names.removeIf(name -> name.equals("chat"));
        return names;
    }

    private String platform(String file) throws IOException {
        Path output = folder.resolve("out");
        new Synthesis(List.of(load(file)), Optional.empty()).writeTo(output);
        return Files.readString(output.resolve("stacks/microservices-prod-platform/cdk.tf.json"));
    }

    private static String shipped() throws IOException {
        return Files.readString(SHIPPED);
    }

    private static String with(String services) throws IOException {
        return shipped().replace("  concurrentUsers: 2000\n", "  microservices:\n    " + services + "\n");
    }

    private Environment load(String file) throws IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("microservices-prod.yaml"), file));
    }

    /** Resources of the chat's stack, with addresses without CDKTF's hashes. */
    private JsonNode chat(String file) throws IOException {
        return resources("microservices-prod", file);
    }

    private JsonNode resources(String environment, String file) throws IOException {
        Path output = folder.resolve("out");
        Environment loaded = ConfigLoader.load(Files.writeString(folder.resolve(environment + ".yaml"), file));
        new Synthesis(List.of(loaded), Optional.empty()).writeTo(output);
        JsonNode resources = JSON.readTree(output.resolve("stacks/" + environment + "-chat/cdk.tf.json")
                        .toFile())
                .path("resource");
        Map<String, Map<String, JsonNode>> short_ = new TreeMap<>();
        resources.properties().forEach(kind -> kind.getValue().properties().forEach(each -> short_.computeIfAbsent(
                        kind.getKey(), any -> new TreeMap<>())
                .put(each.getKey().replaceFirst("_[0-9A-F]{8}$", ""), each.getValue())));
        return JSON.valueToTree(short_);
    }

    private static JsonNode release(JsonNode chat) {
        return chat.at("/helm_release/rocketchat_microservices_chat");
    }

    private static JsonNode values(JsonNode chat) throws IOException {
        return YAML.readTree(release(chat).at("/values/0").asText());
    }

    /** What must neither go nor be made anew: the replica set, volumes, passwords. */
    private static Map<String, JsonNode> data(JsonNode chat) {
        Map<String, JsonNode> data = new TreeMap<>();
        for (String kind : List.of(
                "kubernetes_stateful_set_v1", "kubernetes_secret_v1", "kubernetes_persistent_volume_claim_v1")) {
            chat.path(kind).properties().forEach(each -> data.put(kind + "." + each.getKey(), each.getValue()));
        }
        return data;
    }
}
