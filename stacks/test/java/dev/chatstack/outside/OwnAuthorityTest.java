package dev.chatstack.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks over every object of every shipped environment, each with the block {@code caBundle}. */
@DisplayName("With an authority of one's own")
class OwnAuthorityTest {
    private static final String FOLDER = "/etc/chatstack/ca";
    private static final YAMLMapper YAML = new YAMLMapper();

    private static Map<String, JsonNode> stacks;

    @BeforeAll
    static void synthesizes() {
        stacks = Surrounded.stacks("caBundle: {secret: company, key: root.pem}", "caBundle: {secret: company}");
    }

    @Test
    void everyContainerOfEveryPodFindsItAndIsTold() {
        assertThat(stacks.values().stream().flatMap(Surrounded::pods)).hasSizeGreaterThan(40);
        assertThat(stacks).allSatisfy((name, stack) -> assertThat(
                        Surrounded.pods(stack).flatMap(Surrounded::containers))
                .as(name)
                .allSatisfy(container -> {
                    assertThat(container.path("env").toString())
                            .contains("\"NODE_EXTRA_CA_CERTS\",\"value\":\"" + FOLDER + "/ca.crt\"")
                            .contains("\"SSL_CERT_DIR\",\"value\":\"/etc/ssl/certs:" + FOLDER + "\"");
                    assertThat(container.path("volume_mount").toString())
                            .contains("\"mount_path\":\"" + FOLDER + "\",\"name\":\"ca-bundle\",\"read_only\":true");
                }));
    }

    @Test
    void everyPodMountsOneKeyAsTheSameFile() {
        assertThat(stacks).allSatisfy((name, stack) -> assertThat(Surrounded.pods(stack))
                .as(name)
                .allSatisfy(pod -> assertThat(pod.path("volume").toString())
                        .contains("{\"key\":\"root.pem\",\"path\":\"ca.crt\"}", "\"secret_name\":\"company\"")));
    }

    @Test
    void everyContainerOfADockerHostWithANetworkFindsItAndIsTold() {
        JsonNode host = stacks.get("local");
        List<JsonNode> connected = host.at("/resource/docker_container")
                .valueStream()
                .filter(container -> !container.path("network_mode").asText().equals("none"))
                .toList();
        assertThat(connected).hasSizeGreaterThan(10).allSatisfy(container -> {
            assertThat(container.path("env").toString()).contains("NODE_EXTRA_CA_CERTS=" + FOLDER + "/ca.crt");
            assertThat(container.path("volumes").toString())
                    .contains("\"container_path\":\"" + FOLDER + "\",\"host_path\":\"/etc/chatstack/secrets/company\"");
        });
    }

    @Test
    void everyProgramOfAChartThatSpeaksToTheOutsideIsTold() {
        assertThat(values("monitoring", "/alertmanager/alertmanagerSpec").toString())
                .contains("{\"env\":[{\"name\":\"NODE_EXTRA", "\"name\":\"alertmanager\"}", FOLDER, "root.pem");
        assertThat(values("monitoring", "/prometheus/prometheusSpec").toString())
                .contains("\"name\":\"prometheus\"}", FOLDER, "root.pem");
        assertThat(values("monitoring", "/grafana").toString())
                .contains("\"SSL_CERT_DIR\":\"/etc/ssl/certs:" + FOLDER + "\"", "extraContainerVolumes", "root.pem");
        assertThat(values("aws-load-balancer-controller", "").toString()).contains("SSL_CERT_DIR", "root.pem");
        assertThat(values("cluster-autoscaler", "").toString()).contains("SSL_CERT_DIR", "root.pem");
        assertThat(values("ingress-azure", "/kubernetes/volumes").toString())
                .contains("/etc/ssl/certs/chatstack-ca.crt", "root.pem", "/tmp");
        assertThat(values("chat", "").toString())
                .contains("{\"name\":\"NODE_EXTRA_CA_CERTS\",\"value\":\"" + FOLDER + "/ca.crt\"}", "root.pem");
    }

    private static JsonNode values(String release, String pointer) {
        try {
            JsonNode found = stacks.values().stream()
                    .flatMap(stack -> stack.at("/resource/helm_release").valueStream())
                    .filter(each -> each.path("name").asText().equals(release))
                    .findFirst()
                    .orElseThrow();
            return YAML.readTree(found.at("/values/0").asText()).at(pointer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
