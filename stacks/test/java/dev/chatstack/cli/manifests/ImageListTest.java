package dev.chatstack.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.golden.GoldenFile;
import dev.chatstack.kubernetes.charts.ImageReference;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.testing.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The list of images")
class ImageListTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static List<GoldenFile> stacks() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void hasEveryImageAndEveryChartOfAStack(GoldenFile stack) throws IOException {
        JsonNode resources = stack.read().path("resource");
        ImageList list = ImageList.of(blueprint(stack), Optional.empty());
        List<String> listed =
                list.images().stream().map(ImageList.Image::makers).toList();

        resources.properties().stream()
                .filter(type -> type.getKey().startsWith("kubernetes_"))
                .flatMap(type -> type.getValue().findValuesAsText("image").stream())
                .forEach(image ->
                        assertThat(listed).contains(ImageReference.of(image).toString()));
        resources.path("docker_image").forEach(image -> assertThat(listed)
                .contains(ImageReference.of(image.path("name").asText()).toString()));
        assertThat(list.charts()).hasSize((int) resources
                .path("helm_release")
                .valueStream()
                .filter(release -> !release.path("chart").asText().startsWith("./"))
                .count());
    }

    @Test
    void namesTheImagesThatAChartBringsWithTheVersionOfTheChat() throws IOException {
        assertThat(ImageList.of(blueprint(GoldenFile.of("microservices-prod-chat")), Optional.empty())
                        .images())
                .extracting(ImageList.Image::makers)
                .contains(
                        "docker.io/rocketchat/ddp-streamer-service:8.9.0",
                        "docker.io/library/nats:2.12-alpine",
                        "registry.rocket.chat/rocketchat/rocket.chat:8.9.0")
                .noneMatch(image -> image.contains("stream-hub"));
        assertThat(ImageList.of(blueprint(GoldenFile.of("aws-prod-platform")), Optional.empty())
                        .images())
                .extracting(ImageList.Image::makers)
                .contains("registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.2");
    }

    /** The script runs, with stand-ins that write down what they are asked. */
    @Test
    void printsAScriptThatCopiesAllOfThem() throws IOException {
        ImagesConfig images = new ImagesConfig(
                Optional.of("registry.test/m"),
                Map.of("quay.io", "quay.test"),
                Optional.empty(),
                Optional.of("oci://registry.test/charts"),
                Map.of("kube-state-metrics", "v9", "grafana", "own.test/grafana:1"));
        Path asked = folder.resolve("asked");
        for (String program : List.of("skopeo", "helm")) {
            Path stub = Files.writeString(folder.resolve(program), "#!/bin/sh\necho " + program + " \"$@\" >>" + asked);
            assertThat(stub.toFile().setExecutable(true)).isTrue();
        }
        Path script = Files.write(
                folder.resolve("copy.sh"),
                ImageList.of(blueprint(GoldenFile.of("azure-prod-platform")), Optional.of(images))
                        .script());

        Program.run(folder, "env", "PATH=" + folder + ":/usr/bin:/bin", "bash", script.toString())
                .succeeds();

        assertThat(Files.readAllLines(asked))
                .contains(
                        "skopeo copy --all docker://docker.io/grafana/loki:3.7.6 docker://registry.test/m/grafana/loki:3.7.6",
                        "skopeo copy --all docker://quay.io/prometheus/blackbox-exporter:v0.28.0"
                                + " docker://quay.test/prometheus/blackbox-exporter:v0.28.0",
                        "skopeo copy --all docker://registry.k8s.io/kube-state-metrics/kube-state-metrics:v9"
                                + " docker://registry.test/m/kube-state-metrics/kube-state-metrics:v9",
                        "helm pull oci://mcr.microsoft.com/azure-application-gateway/charts/ingress-azure --version 1.9.8",
                        "helm pull kube-prometheus-stack --repo https://prometheus-community.github.io/helm-charts"
                                + " --version 88.5.3",
                        "helm push kube-prometheus-stack-88.5.3.tgz oci://registry.test/charts")
                .noneMatch(line -> line.contains("own.test") || line.contains("grafana/grafana"));
    }

    @Test
    void copiesNothingWithoutARegistry() throws IOException {
        ImageList list = ImageList.of(blueprint(GoldenFile.of("local")), Optional.empty());

        assertThatThrownBy(list::script)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--copy: must name a registry");
        assertThat(list.lines()).anyMatch(line -> line.matches("haproxy +docker\\.io/library/haproxy:.*"));
    }

    private static Blueprint blueprint(GoldenFile stack) throws IOException {
        return Blueprint.read(stack.stack(), new ByteArrayInputStream(JSON.writeValueAsBytes(stack.read())));
    }
}
