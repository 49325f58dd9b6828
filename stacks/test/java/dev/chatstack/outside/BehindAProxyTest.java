package dev.chatstack.outside;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks over every object of the shipped environments that can have the block {@code proxy}. */
@DisplayName("Behind a proxy")
class BehindAProxyTest {
    private static final String PROXY = "http://proxy.example.org:3128";

    private static final List<String> CHATS = List.of(
            "openshift-prod-chat",
            "microservices-prod-chat",
            "k3s-chathub-chat",
            "aws-prod-chat",
            "azure-prod-chat",
            "gcp-dev-chat");

    private static Map<String, JsonNode> stacks;

    @BeforeAll
    static void synthesizes() {
        stacks = Surrounded.stacks(
                "proxy: {url: \"" + PROXY + "\", networks: [10.9.8.0/24], noProxy: [.corp.example.org]}",
                "proxy: {url: \"" + PROXY + "\"}");
    }

    /** Who may connect to the proxy is told of it, and nobody else. */
    @Test
    void tellsExactlyThePodsThatReachTheProxy() {
        for (String name : CHATS) {
            JsonNode stack = stacks.get(name);
            Set<String> reaching = stack.at("/resource/kubernetes_network_policy_v1")
                    .valueStream()
                    .filter(policy -> policy.at("/spec/egress").toString().contains("10.9.8.0/24"))
                    .map(policy -> policy.at("/spec/pod_selector/match_labels/app.kubernetes.io~1name")
                            .asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> told = Surrounded.workloads(stack).entrySet().stream()
                    .filter(pod -> pod.getValue().toString().contains("HTTPS_PROXY"))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            // a server of microservices is a pod of a chart
            reaching.retainAll(Surrounded.workloads(stack).keySet());
            assertThat(told).as(name).isNotEmpty().isEqualTo(reaching);
        }
    }

    @Test
    void opensNoDirectWayToHttps() {
        for (String name : CHATS) {
            List<String> direct = stacks.get(name)
                    .at("/resource/kubernetes_network_policy_v1")
                    .valueStream()
                    .filter(policy -> policy.at("/spec/egress").toString().contains("\"0.0.0.0/0\""))
                    .filter(policy -> policy.at("/spec/egress").toString().contains("\"port\":\"443\""))
                    .map(policy -> policy.at("/metadata/name").asText())
                    .toList();
            // Azure's storage accounts admit the subnet of the nodes, and no proxy
            assertThat(direct).as(name).allMatch(policy -> policy.endsWith("-to-store-direct"));
            assertThat(direct.isEmpty()).as(name).isNotEqualTo(name.equals("azure-prod-chat"));
        }
    }

    /** Programs in Node know addresses and names, and no networks. */
    @Test
    void leavesWhoPodsAreToTheCloudToTheDirectWay() {
        assertThat(direct("aws-prod-chat"))
                .contains(
                        "169.254.169.254", "169.254.170.23", "10.0.0.0/16", "172.20.0.0/16", ".svc", ".cluster.local");
        assertThat(direct("azure-prod-chat"))
                .contains("169.254.169.254", "168.63.129.16", ".blob.core.windows.net", ".azmk8s.io", "10.244.0.0/16");
        assertThat(direct("gcp-dev-chat")).contains("169.254.169.254", "metadata.google.internal", ".cluster.local");
        assertThat(direct("openshift-prod-chat")).doesNotContain("169.254.169.254", "metadata.google.internal");
    }

    @Test
    void leadsTheControllersOfAwsToTheProxyToo() throws IOException {
        JsonNode platform = stacks.get("aws-prod-platform");
        for (String name : List.of("aws-load-balancer-controller", "aws-cluster-autoscaler")) {
            assertThat(platform.at("/resource/kubernetes_network_policy_v1")
                            .valueStream()
                            .filter(policy ->
                                    policy.at("/metadata/name").asText().equals(name + "-to-apis-by-proxy"))
                            .map(policy -> policy.at("/spec/egress").toString()))
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains("10.9.8.0/24", "\"3128\"");
        }
        assertThat(platform.at("/resource/helm_release").toString())
                .contains("169.254.170.23")
                .contains(PROXY);
    }

    /** A password is in a Secret, and in nothing that is written here. */
    @Test
    void readsItsPasswordFromASecret() throws IOException {
        Map<String, Synth> password = withPassword();
        Synth chat = requireNonNull(password.get("prod-chat"));
        Synth platform = requireNonNull(password.get("prod-platform"));

        assertThat(password.values()).noneMatch(stack -> stack.root().toString().contains(PROXY));
        JsonNode server = Surrounded.workloads(chat.root()).get("rocketchat-server");
        assertThat(requireNonNull(server).findValues("env").toString())
                .contains(
                        "{\"name\":\"HTTPS_PROXY\",\"value_from\":{\"secret_key_ref\":{\"key\":\"url\",\"name\":\"proxy-password\"}}}")
                .contains("\"name\":\"NO_PROXY\",\"value\":");
        JsonNode values = values(platform.root());
        assertThat(values.at("/alertmanager/alertmanagerSpec/containers/0/env").toString())
                .contains("\"name\":\"HTTPS_PROXY\"", "\"secretKeyRef\":{\"key\":\"url\",\"name\":\"proxy-password\"}");
        assertThat(values.at("/grafana/envValueFrom/HTTPS_PROXY/secretKeyRef/name")
                        .asText())
                .isEqualTo("proxy-password");
        assertThat(values.at("/grafana/env").has("HTTPS_PROXY")).isFalse();
        assertThat(values.at("/grafana/env").has("NO_PROXY")).isTrue();
    }

    @Test
    void letsTheProberAskThroughItWhereTheFileSaysSo() {
        Synth platform = requireNonNull(withPassword().get("prod-platform"));
        assertThat(platform.named("kubernetes_config_map_v1", "blackbox-exporter")
                        .toString())
                .contains("proxy_from_environment: true");
        assertThat(platform.all("kubernetes_network_policy_v1")).anySatisfy(policy -> assertThat(policy.toString())
                .contains("blackbox-exporter-to-chat-by-proxy", "10.9.8.0/24", "\"3128\""));
        assertThat(Surrounded.workloads(platform.root())
                        .get("blackbox-exporter")
                        .toString())
                .contains("HTTPS_PROXY");

        JsonNode direct = stacks.get("aws-prod-platform");
        assertThat(direct.toString()).doesNotContain("blackbox-exporter-to-chat-by-proxy");
        assertThat(Surrounded.workloads(direct).get("blackbox-exporter").toString())
                .doesNotContain("HTTPS_PROXY");
    }

    private static Map<String, Synth> withPassword() {
        return Stacks.all(
                new EnvironmentFile(EnvironmentFile.shipped("aws-prod").text() + "\nproxy: {url: \"" + PROXY
                                + "\", networks: [10.9.8.0/24], passwordSecret: proxy-password, prober: true}\n")
                        .load());
    }

    private static JsonNode values(JsonNode platform) throws IOException {
        JsonNode release = platform.at("/resource/helm_release")
                .valueStream()
                .filter(each -> each.path("name").asText().equals("monitoring"))
                .findFirst()
                .orElseThrow();
        return new YAMLMapper().readTree(release.at("/values/0").asText());
    }

    private static List<String> direct(String stack) {
        String variable = "\"name\":\"NO_PROXY\",\"value\":\"";
        String server = Surrounded.workloads(stacks.get(stack)).values().stream()
                .map(JsonNode::toString)
                .filter(pod -> pod.contains(variable))
                .findFirst()
                .orElseThrow();
        int start = server.indexOf(variable) + variable.length();
        return List.of(server.substring(start, server.indexOf('"', start)).split(","));
    }

    @Test
    void leavesWhatIsInsideToTheDirectWay() {
        String direct = Surrounded.workloads(stacks.get("openshift-prod-chat"))
                .get("rocketchat-server")
                .toString();
        assertThat(direct)
                .contains("\"name\":\"NODE_USE_ENV_PROXY\",\"value\":\"1\"", "\"name\":\"no_proxy\"")
                .contains(
                        "localhost,127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,.svc,.cluster.local,.rocketchat,")
                .contains(",loki,", ",.corp.example.org\"");
    }

    @Test
    void sendsAlertsThroughTheProxy() throws IOException {
        JsonNode values = values(stacks.get("microservices-prod-platform"));

        List<JsonNode> alertmanager = stacks.get("microservices-prod-platform")
                .at("/resource/kubernetes_network_policy_v1")
                .valueStream()
                .filter(policy -> policy.at("/spec/pod_selector/match_labels/app.kubernetes.io~1name")
                        .asText()
                        .equals("alertmanager"))
                .filter(policy -> policy.at("/metadata/name").asText().contains("to-people"))
                .toList();
        // mail by its port, the dead man's switch by the proxy
        assertThat(alertmanager)
                .extracting(policy -> policy.at("/spec/egress").toString())
                .hasSize(2)
                .anyMatch(egress -> egress.contains("10.9.8.0/24") && egress.contains("\"3128\""))
                .anyMatch(egress -> egress.contains("\"587\"") && !egress.contains("443"));
        assertThat(values.at("/alertmanager/config/global/http_config/proxy_from_environment")
                        .asBoolean())
                .isTrue();
        assertThat(values.at("/alertmanager/alertmanagerSpec/containers/0/env").toString())
                .contains(PROXY);
        assertThat(values.at("/grafana/env/HTTPS_PROXY").asText()).isEqualTo(PROXY);
    }

    @Test
    void tellsTheContainersOfADockerHostThatLeadOut() {
        List<JsonNode> containers = stacks.get("local")
                .at("/resource/docker_container")
                .valueStream()
                .toList();
        assertThat(containers).hasSizeGreaterThan(10).allSatisfy(container -> {
            String networks = container.path("networks_advanced").toString();
            assertThat(container.path("env").toString().contains("HTTPS_PROXY=" + PROXY))
                    .as(container.path("name").asText())
                    .isEqualTo(networks.contains("network.host_front") || networks.contains("network.host_alerts"));
        });
    }
}
