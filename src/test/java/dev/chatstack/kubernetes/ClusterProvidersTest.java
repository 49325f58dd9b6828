package dev.chatstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * By the rules of the provider's own release: {@code isInternalKey} and {@code ignoreKey} in {@code structures.go} of 2.38.0, and what
 * {@code resource_kubernetes_service_account_v1.go} reads back. {@code e2e/kubernetes/test_platforms.py} asks a real provider.
 */
@DisplayName("What a platform writes on objects between two applies")
class ClusterProvidersTest {
    private static final Synth SYNTH = Synth.of(stack -> {
        FakeCluster cluster = new FakeCluster();
        ClusterProviders.define(stack, cluster.access());
        Namespace namespace = new Namespace(stack, "chat", cluster, Namespace.Mesh.OUTSIDE, 10);
        new ServiceAccount(stack, namespace, "chat", Map.of("eks.amazonaws.com/role-arn", "ours"));
    });
    private static final JsonNode PROVIDER = SYNTH.root().at("/provider/kubernetes/0");

    @Test
    void annotationsAndLabelsAreNoChange() throws IOException {
        List<String> changes = new ArrayList<>();
        for (JsonNode platform : written()) {
            for (JsonNode object : platform) {
                object.path("annotations").fieldNames().forEachRemaining(key -> {
                    if (!isIgnored(key, "ignore_annotations")) {
                        changes.add(key);
                    }
                });
                object.path("labels").fieldNames().forEachRemaining(key -> {
                    if (!isIgnored(key, "ignore_labels")) {
                        changes.add(key);
                    }
                });
            }
        }

        assertThat(changes).isEmpty();
    }

    @Test
    void secretsOfServiceAccountsAreNoChange() throws IOException {
        Map<String, String> arguments = Map.of("imagePullSecrets", "image_pull_secret", "secrets", "secret");
        List<String> ignored =
                Facts.texts(SYNTH.only("kubernetes_service_account_v1").at("/lifecycle/ignore_changes"));

        assertThat(written())
                .flatExtracting(platform -> arguments.keySet().stream()
                        .filter(platform.path("ServiceAccount")::has)
                        .map(arguments::get)
                        .toList())
                .isNotEmpty()
                .allSatisfy(argument -> assertThat(ignored).contains(argument));
    }

    @Test
    void keysOfPeopleStayManaged() {
        assertThat(Set.of("example.org/owner", "notopenshift.io/x", "owner", "team.io/cattle.io"))
                .noneMatch(key -> isIgnored(key, "ignore_annotations"));
    }

    private static JsonNode written() throws IOException {
        try (InputStream file = ClusterProvidersTest.class.getResourceAsStream("platforms.yaml")) {
            return new YAMLMapper().readTree(file);
        }
    }

    private static boolean isIgnored(String key, String argument) {
        String domain = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
        boolean internal = domain.endsWith("kubernetes.io")
                && !domain.equals("app.kubernetes.io")
                && !domain.equals("service.beta.kubernetes.io");
        return internal
                || Facts.texts(PROVIDER.path(argument)).stream()
                        .anyMatch(expression ->
                                Pattern.compile(expression).matcher(key).find());
    }
}
