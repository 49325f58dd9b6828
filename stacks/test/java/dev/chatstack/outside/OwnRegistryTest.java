package dev.chatstack.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.testing.RealChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks over every object of every shipped environment, each with the block {@code images}. */
@DisplayName("With a registry of one's own")
class OwnRegistryTest {
    private static final String MIRROR = "registry.test/mirror/";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern OF_MAKERS = Pattern.compile(
            "\\b(docker\\.io|ghcr\\.io|mcr\\.microsoft\\.com|public\\.ecr\\.aws|quay\\.io|registry\\.k8s\\.io|registry\\.rocket\\.chat)/");

    private static Map<String, JsonNode> stacks;

    @TempDir
    Path folder;

    @BeforeAll
    static void synthesizes() {
        stacks = Surrounded.stacks(
                "images: {mirror: registry.test/mirror, pullSecret: registry, charts: \"oci://registry.test/charts\"}",
                "images: {mirror: registry.test/mirror}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes_deployment_v1", "kubernetes_stateful_set_v1", "kubernetes_cron_job_v1"})
    void findsWhatItLooksFor(String type) {
        assertThat(stacks.values())
                .anySatisfy(
                        stack -> assertThat(stack.path("resource").has(type)).isTrue());
    }

    @Test
    void everyContainerAndInitContainerComesFromTheMirror() {
        assertThat(stacks).isNotEmpty().allSatisfy((name, stack) -> assertThat(Surrounded.pods(stack)
                        .flatMap(Surrounded::containers)
                        .map(container -> container.path("image").asText()))
                .as(name)
                .allSatisfy(image -> assertThat(image).startsWith(MIRROR)));
    }

    @Test
    void everyPodHasThePullSecret() {
        assertThat(stacks).allSatisfy((name, stack) -> assertThat(Surrounded.pods(stack))
                .as(name)
                .allSatisfy(
                        pod -> assertThat(pod.at("/image_pull_secrets/0/name").asText())
                                .isEqualTo("registry")));
    }

    @Test
    void everyImageOfADockerHostComesFromTheMirrorWithItsSignIn() {
        JsonNode host = stacks.get("local");
        assertThat(host.at("/resource/docker_image"))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.path("name").asText()).startsWith(MIRROR));
        assertThat(host.at("/provider/docker/0/dynamic/registry_auth/for_each").asText())
                .contains("[\"registry.test\"]")
                .contains("fileexists");
    }

    @Test
    void noTextAnywhereNamesARegistryOfTheMakers() {
        assertThat(stacks).allSatisfy((name, stack) -> {
            List<String> found = new ArrayList<>();
            texts(stack, found);
            assertThat(found.stream().filter(text -> OF_MAKERS.matcher(text).find()))
                    .as(name)
                    .isEmpty();
        });
    }

    @Test
    void everyChartComesFromTheRegistryAndItsPodsFromTheMirror() {
        List<JsonNode> releases = stacks.values().stream()
                .flatMap(stack -> stack.at("/resource/helm_release").valueStream())
                .filter(release -> !release.path("chart").asText().startsWith("./"))
                .toList();
        assertThat(releases).hasSizeGreaterThan(10).allSatisfy(release -> {
            String chart = release.path("chart").asText();
            assertThat(release.path("repository").asText()).as(chart).isEqualTo("oci://registry.test/charts");
            if (!chart.equals("base")) {
                assertThat(values(release).toString()).as(chart).contains("registry\"");
            }
            // the gateway's image is that of the sidecars, which istiod puts in
            if (!chart.equals("base") && !chart.equals("gateway")) {
                assertThat(values(release).toString()).as(chart).contains("registry.test");
            }
        });
    }

    /** Where charts can be had: what they render, other than for `helm test`, takes nothing from anywhere else. */
    @Test
    void everyImageThatARealChartRendersComesFromTheMirrorWithThePullSecret() {
        for (JsonNode stack : stacks.values()) {
            for (JsonNode release : stack.at("/resource/helm_release")) {
                RealChart.find(
                                release.path("chart").asText(),
                                release.path("version").asText())
                        .ifPresent(chart -> chart.render(
                                        folder,
                                        release.path("name").asText(),
                                        release.path("namespace").asText(),
                                        values(release))
                                .forEach(
                                        object -> rendered(release.path("chart").asText(), object)));
            }
        }
    }

    private static void rendered(String chart, JsonNode object) {
        if (object.at("/metadata/annotations/helm.sh~1hook").asText().startsWith("test")) {
            return;
        }
        List<String> texts = new ArrayList<>();
        texts(object, texts);
        // what the operator takes for a sidecar that nobody asks for
        texts.removeIf(text -> text.startsWith("--thanos-default-base-image="));
        assertThat(texts.stream().filter(text -> OF_MAKERS.matcher(text).find()))
                .as(chart)
                .isEmpty();
        assertThat(object.findValues("image").stream()
                        // a definition of a resource has one that is none
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText))
                .as(chart)
                .allMatch(image -> image.startsWith(MIRROR) || image.equals("auto"));
        JsonNode pod = object.at("/spec/template/spec");
        // Istio's service accounts have the name
        if (pod.has("containers") && !List.of("istiod", "cni").contains(chart)) {
            assertThat(pod.at("/imagePullSecrets/0/name").asText()).as(chart).isEqualTo("registry");
        }
        if (object.path("kind").asText().matches("Prometheus|Alertmanager")) {
            assertThat(object.at("/spec/imagePullSecrets/0/name").asText())
                    .as(chart)
                    .isEqualTo("registry");
        }
    }

    private static JsonNode values(JsonNode release) {
        try {
            return YAML.readTree(release.at("/values/0").asText("{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(node.textValue());
        }
        node.forEach(child -> texts(child, found));
    }
}
