package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.RealChart;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks over every pod of an environment, those of charts included. */
@DisplayName("The placement of pods")
class PlacementTest {
    private static final String PLACEMENT = """
        placement:
          chat: {nodeSelector: {team: chat}, priorityClassName: important, tolerations: [{key: team, value: chat, effect: NoSchedule}]}
          database: {nodeSelector: {disk: fast}, tolerations: [{key: disk, operator: Exists}]}
          platform: {nodeSelector: {team: platform}, priorityClassName: less, tolerations: [{key: team, value: platform}]}
        """;

    /** The same for a chart that has no value for a priority. */
    private static final String MICROSERVICES = PLACEMENT.replace("priorityClassName: important, ", "");

    /** Types of Terraform's Kubernetes provider with pods in them, and where. */
    private static final Map<String, String> PODS = Map.of(
            "kubernetes_deployment_v1", "/spec/template/spec",
            "kubernetes_stateful_set_v1", "/spec/template/spec",
            "kubernetes_daemon_set_v1", "/spec/template/spec",
            "kubernetes_job_v1", "/spec/template/spec",
            "kubernetes_cron_job_v1", "/spec/job_template/spec/template/spec");

    /** Run on every node, to watch it or to give its pods a network. */
    private static final Set<String> AGENTS = Set.of("alloy", "cni", "base");

    @TempDir
    Path folder;

    @Test
    void holdsForEveryPodOfTheChat() {
        for (String shipped : List.of("aws-prod", "azure-prod", "gcp-dev", "openshift-prod")) {
            Synth chat = Stacks.of(placed(shipped), "chat");
            List<JsonNode> pods = new ArrayList<>();
            PODS.forEach((type, where) -> chat.all(type).stream()
                    .filter(resource -> !resource.at("/metadata/name").asText().endsWith("-mongo"))
                    .forEach(resource -> pods.add(resource.at(where))));

            assertThat(pods).as(shipped).hasSizeGreaterThan(3).allSatisfy(pod -> {
                assertThat(pod.at("/node_selector/team").asText()).isEqualTo("chat");
                assertThat(pod.path("priority_class_name").asText()).isEqualTo("important");
                assertThat(pod.at("/toleration/0").toString())
                        .isEqualTo(
                                "{\"effect\":\"NoSchedule\",\"key\":\"team\",\"operator\":\"Equal\",\"value\":\"chat\"}");
            });
            JsonNode members = chat.all("kubernetes_stateful_set_v1").stream()
                    .filter(resource -> resource.at("/metadata/name").asText().endsWith("-mongo"))
                    .findFirst()
                    .orElseThrow()
                    .at("/spec/template/spec");
            assertThat(members.path("node_selector").toString()).isEqualTo("{\"disk\":\"fast\"}");
            assertThat(members.at("/toleration/0/operator").asText()).isEqualTo("Exists");
            assertThat(members.has("priority_class_name")).isFalse();
        }
    }

    @Test
    void holdsForEveryPodOfThePlatformAndItsCharts() throws Exception {
        Set<String> charts = new TreeSet<>();
        for (String shipped : List.of("aws-prod", "azure-prod", "gcp-dev", "microservices-prod")) {
            Synth platform = Stacks.of(
                    placed(shipped, shipped.equals("microservices-prod") ? MICROSERVICES : PLACEMENT), "platform");
            PODS.forEach((type, where) -> assertThat(platform.all(type)).allSatisfy(resource -> assertThat(
                            resource.at(where + "/node_selector/team").asText())
                    .isEqualTo("platform")));
            for (JsonNode release : platform.all("helm_release")) {
                String chart = release.path("chart").asText();
                if (chart.startsWith("./") || AGENTS.contains(chart.substring(chart.lastIndexOf('/') + 1))) {
                    continue;
                }
                charts.add(chart.substring(chart.lastIndexOf('/') + 1));
                JsonNode values =
                        new YAMLMapper().readTree(release.at("/values/1").asText());
                assertThat(values.findValues("nodeSelector"))
                        .as(chart)
                        .isNotEmpty()
                        .allSatisfy(selector ->
                                assertThat(selector.path("team").asText()).isEqualTo("platform"));
                assertThat(values.findValues("tolerations")).hasSameSizeAs(values.findValues("nodeSelector"));
                assertThat(values.findValues("priorityClassName"))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(name.asText()).isEqualTo("less"));
            }
        }
        assertThat(charts)
                .containsExactly(
                        "aws-load-balancer-controller",
                        "cluster-autoscaler",
                        "gateway",
                        "ingress-azure",
                        "istiod",
                        "kube-prometheus-stack");
    }

    @Test
    void holdsForEveryPodOfMicroservices() throws Exception {
        Synth chat = Stacks.of(placed("microservices-prod", MICROSERVICES), "chat");
        JsonNode release = chat.named("helm_release", "chat");
        JsonNode values = new YAMLMapper().readTree(release.at("/values/1").asText());
        assertThat(List.of(values.path("global"), values.path("nats"))).allSatisfy(programs -> {
            assertThat(programs.at("/nodeSelector/team").asText()).isEqualTo("chat");
            assertThat(programs.at("/tolerations/0/effect").asText()).isEqualTo("NoSchedule");
        });
        PODS.forEach((type, where) -> chat.all(type).stream()
                .filter(resource -> !resource.at("/metadata/name").asText().endsWith("-mongo"))
                .forEach(resource -> assertThat(
                                resource.at(where + "/node_selector/team").asText())
                        .as(resource.at("/metadata/name").asText())
                        .isEqualTo("chat")));
    }

    /** What the templates make of these values, where there are {@link RealChart}s. */
    @Test
    void holdsForEveryPodThatTheChartOfMicroservicesMakes() throws Exception {
        JsonNode release =
                Stacks.of(placed("microservices-prod", MICROSERVICES), "chat").named("helm_release", "chat");

        List<JsonNode> workloads = rendered(release, "rocketchat");
        assertThat(workloads).hasSize(6);
        assertPlaced(workloads, "chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "gcp-dev"})
    void holdsForEveryPodThatAChartMakes(String shipped) throws Exception {
        for (JsonNode release : Stacks.of(placed(shipped), "platform").all("helm_release")) {
            String chart = release.path("chart").asText().replaceFirst(".*/", "");
            if (RealChart.find(chart, release.path("version").asText()).isPresent() && !AGENTS.contains(chart)) {
                assertPlaced(rendered(release, chart), "platform");
            }
        }
    }

    private List<JsonNode> rendered(JsonNode release, String chart) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        // a later file of values wins, as for helm
        JsonNode values = yaml.readTree(release.at("/values/0").asText());
        values = yaml.readerForUpdating(values).readTree(release.at("/values/1").asText());
        return RealChart.of(chart, release.path("version").asText())
                .render(folder, release.path("name").asText(), "any", values)
                .stream()
                .filter(each -> each.at("/spec/template/spec/containers").isArray()
                        && !each.path("kind").asText().equals("DaemonSet"))
                .toList();
    }

    private static void assertPlaced(List<JsonNode> workloads, String team) {
        assertThat(workloads).allSatisfy(workload -> {
            JsonNode pod = workload.at("/spec/template/spec");
            assertThat(pod.at("/nodeSelector/team").asText()).isEqualTo(team);
            assertThat(pod.at("/tolerations/0/value").asText()).isEqualTo(team);
        });
    }

    @Test
    void spreadsAsTheFileSays() {
        Environment environment = EnvironmentFile.shipped("openshift-prod")
                .replace(
                        "\nchat:\n",
                        "\n"
                                + "placement:\n"
                                + "  chat: {topologySpreadConstraints: [{topologyKey: rack, whenUnsatisfiable:"
                                + " DoNotSchedule}]}\n"
                                + "chat:\n")
                .load();

        JsonNode constraint = Stacks.of(environment, "chat")
                .all("kubernetes_deployment_v1")
                .get(0)
                .at("/spec/template/spec/topology_spread_constraint");
        assertThat(constraint).hasSize(3);
        assertThat(constraint.get(2).toString())
                .contains(
                        "\"max_skew\":1",
                        "\"topology_key\":\"rack\"",
                        "\"when_unsatisfiable\":\"DoNotSchedule\"",
                        "app.kubernetes.io/name");
    }

    @Test
    void givesTheDatabaseNodesOfItsOwn() {
        String nodes = "databaseNodes: {workersCount: 3, machineType: %s}";
        Environment aws = shipped("aws-prod", nodes.formatted("m7i.large"));
        Synth eks = Stacks.of(aws, "cluster");
        assertThat(eks.all("aws_eks_node_group").stream()
                        .filter(group ->
                                group.path("node_group_name_prefix").asText().startsWith("database-")))
                .hasSize(3)
                .allSatisfy(group -> assertThat(group.toString())
                        .contains(
                                "\"taint\":[{\"effect\":\"NO_SCHEDULE\",\"key\":\"chatstack.dev/pool\",\"value\":\"database\"}]",
                                "\"labels\":{\"chatstack.dev/pool\":\"database\"}"));
        JsonNode gke = Stacks.of(shipped("gcp-dev", nodes.formatted("e2-standard-4")), "cluster")
                .all("google_container_node_pool")
                .stream()
                .filter(pool -> pool.path("name_prefix").asText().equals("database-"))
                .findFirst()
                .orElseThrow();
        assertThat(gke.at("/node_config/taint/0/key").asText()).isEqualTo("chatstack.dev/pool");
        assertThat(gke.at("/node_config/labels/chatstack.dev~1pool").asText()).isEqualTo("database");
        JsonNode aks = Stacks.of(shipped("azure-prod", nodes.formatted("Standard_D4as_v5")), "cluster")
                .all("azurerm_kubernetes_cluster_node_pool")
                .stream()
                .filter(pool -> pool.path("name").asText().equals("database"))
                .findFirst()
                .orElseThrow();
        assertThat(aks.at("/node_taints/0").asText()).isEqualTo("chatstack.dev/pool=database:NoSchedule");
        assertThat(aks.at("/node_labels/chatstack.dev~1pool").asText()).isEqualTo("database");

        JsonNode members =
                Stacks.of(aws, "chat").all("kubernetes_stateful_set_v1").get(0).at("/spec/template/spec");
        assertThat(members.at("/node_selector/chatstack.dev~1pool").asText()).isEqualTo("database");
        assertThat(members.at("/toleration/0/key").asText()).isEqualTo("chatstack.dev/pool");
    }

    /** The members fit there and nowhere else, however much room there is elsewhere. */
    @Test
    void countsTheNodesOfTheDatabase() {
        Capacity enough = capacity(shipped("aws-prod", "databaseNodes: {machineType: m7i.large}"));
        assertThat(enough.pools()).extracting(pool -> pool.refuses().size()).containsOnly(0, 1);
        PodDemand member = enough.services().stream()
                .filter(pod -> pod.workload().endsWith("-mongo"))
                .findFirst()
                .orElseThrow();
        PodDemand chat = enough.services().stream()
                .filter(pod -> pod.workload().endsWith("/rocketchat-server"))
                .findFirst()
                .orElseThrow();
        assertThat(enough.smallest().stream().filter(node -> node.takes(member)))
                .hasSize(3)
                .allMatch(node -> node.refuses().contains("chatstack.dev/pool"));
        assertThat(enough.smallest().stream().filter(node -> node.takes(chat)))
                .hasSize(3)
                .allMatch(node -> node.refuses().isEmpty());
    }

    @Test
    void isRefusedWhereItContradicts() {
        assertThat(
                        problems(
                                EnvironmentFile.shipped("microservices-prod").text()
                                        + "\nplacement: {chat: {priorityClassName: high, topologySpreadConstraints: [{topologyKey: rack}]}}\n"))
                .contains(
                        "placement.chat.priorityClassName: must be left out with chat.architecture: microservices",
                        "placement.chat.topologySpreadConstraints: must be left out with chat.architecture: microservices");
        assertThat(problems(EnvironmentFile.shipped("aws-prod").text()
                        + "\nplacement: {chat: {tolerations: [{key: a}, {key: b, operator: Exists, value: c}]}}\n"))
                .contains(
                        "placement.chat.tolerations[0].value: is required with operator: Equal",
                        "placement.chat.tolerations[1].value: must be left out with operator: Exists");
        assertThat(problems(EnvironmentFile.AWS
                        .cloud("databaseNodes: {workersCount: 2, machineType: a1.large}")
                        .text()))
                .contains(
                        "cloud.databaseNodes.workersCount: must be at least mongodb.members (3)",
                        "cloud.databaseNodes.machineType: must have Graviton2 or newer");
    }

    private static Environment placed(String name) {
        return placed(name, PLACEMENT);
    }

    private static Environment placed(String name, String placement) {
        return new EnvironmentFile(EnvironmentFile.shipped(name).text() + "\n" + placement).load();
    }

    private static Environment shipped(String name, String setting) {
        return EnvironmentFile.shipped(name)
                .replace("\ncloud:\n", "\ncloud:\n  " + setting + "\n")
                .load();
    }

    private static Capacity capacity(Environment environment) {
        return new Synthesis(List.of(environment), Optional.empty())
                .inTemporaryFolder(output -> Capacity.of(
                        EnvironmentStacks.read(environment, output),
                        Clouds.of(environment).nodes()));
    }

    private static String problems(String text) {
        return catchThrowable(() -> new EnvironmentFile(text).load()).getMessage();
    }
}
