package dev.chatstack.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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

    private static Map<String, JsonNode> stacks;

    @BeforeAll
    static void synthesizes() {
        stacks = Surrounded.stacks(
                "proxy: {url: \"" + PROXY + "\", networks: [10.9.8.0/24], noProxy: [.corp.example.org]}",
                "proxy: {url: \"" + PROXY + "\"}",
                "");
    }

    /** Who may connect to the proxy is told of it, and nobody else. */
    @Test
    void tellsExactlyThePodsThatReachTheProxy() {
        for (String name : List.of("openshift-prod-chat", "microservices-prod-chat", "k3s-chathub-chat")) {
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
        assertThat(List.of("openshift-prod-chat", "microservices-prod-chat", "k3s-chathub-chat"))
                .allSatisfy(name -> assertThat(stacks.get(name)
                                .at("/resource/kubernetes_network_policy_v1")
                                .valueStream())
                        .noneSatisfy(
                                policy -> assertThat(policy.at("/spec/egress").toString())
                                        .contains("\"0.0.0.0/0\"", "\"port\":\"443\"")));
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
        JsonNode release = stacks.get("microservices-prod-platform")
                .at("/resource/helm_release")
                .valueStream()
                .filter(each -> each.path("name").asText().equals("monitoring"))
                .findFirst()
                .orElseThrow();
        JsonNode values = new YAMLMapper().readTree(release.at("/values/0").asText());

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
