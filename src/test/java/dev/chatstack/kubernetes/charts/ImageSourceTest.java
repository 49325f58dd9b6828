package dev.chatstack.kubernetes.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.config.outside.MakersRegistry;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The source of images")
class ImageSourceTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "haproxy:3.2.21, docker.io/library/haproxy:3.2.21",
        "prom/alertmanager:v1, docker.io/prom/alertmanager:v1",
        "docker.io/istio/pilot:1.31.0, docker.io/istio/pilot:1.31.0",
        "quay.io/minio/minio:R1, quay.io/minio/minio:R1",
        "localhost:5000/own, localhost:5000/own",
        "registry.test:5000/a/b:1@sha256:00, registry.test:5000/a/b:1@sha256:00"
    })
    void namesAnImageInFull(String written, String full) {
        assertThat(ImageReference.of(written)).hasToString(full);
    }

    @ParameterizedTest
    @CsvSource({"mongo:8.0.26, 8.0.26", "mongo:8.0.26@sha256:00, 8.0.26", "registry.test:5000/a/b:1@sha256:00, 1"})
    void knowsTheReleaseOfAnImage(String written, String release) {
        assertThat(ImageReference.of(written).release()).isEqualTo(release);
    }

    /** Those that the block {@code images} may name, by the message that lists them. */
    @Test
    void comesFromRegistriesThatPeopleCanName() throws NoSuchMethodException {
        Set<String> registries = new TreeSet<>();
        Versions.images()
                .forEach(image -> registries.add(ImageReference.of(image).registry()));
        Versions.charts().forEach(chart -> ChartImages.of(chart).stream()
                .map(ChartImages.Brought::image)
                .filter(image -> !image.isEmpty())
                .forEach(image -> registries.add(ImageReference.of(image).registry())));

        String regexp = MakersRegistry.class.getAnnotation(Pattern.class).regexp();
        assertThat(registries).allMatch(registry -> registry.matches(regexp));
        assertThat(regexp.split("\\|")).hasSameSizeAs(registries);
        assertThat(MakersRegistry.class.getMethod("message").getDefaultValue().toString())
                .contains(registries);
    }

    /** Another version may bring other images: read its chart, then change the file. */
    @Test
    void knowsTheImagesOfEveryChartInItsVersion() {
        assertThat(Versions.charts()).isNotEmpty().allSatisfy(chart -> assertThat(ChartImages.version(chart))
                .contains(Versions.chart(chart).version()));
    }

    @Test
    void leavesImagesToTheirMakersWhenNothingIsSaid() {
        assertThat(ImageSource.MAKERS.of("haproxy:3.2.21")).isEqualTo("haproxy:3.2.21");
    }

    @Test
    void putsTheMirrorInThePlaceOfTheRegistry() {
        ImageSource source = new ImageSource(Optional.of(images(Map.of(), Map.of())));

        assertThat(source.of("haproxy:3.2.21")).isEqualTo("registry.test/m/library/haproxy:3.2.21");
        assertThat(source.of("quay.io/prometheus/blackbox-exporter:v1"))
                .isEqualTo("registry.test/m/prometheus/blackbox-exporter:v1");
    }

    @Test
    void prefersTheMirrorOfARegistry() {
        ImageSource source = new ImageSource(Optional.of(images(Map.of("quay.io", "quay.test"), Map.of())));

        assertThat(source.of("quay.io/a/b:1")).isEqualTo("quay.test/a/b:1");
        assertThat(source.of("a/b:1")).isEqualTo("registry.test/m/a/b:1");
        assertThat(source.registries()).containsExactly("quay.test", "registry.test");
    }

    @Test
    void replacesTagsAndImages() {
        String haproxy = Versions.image("haproxy");
        String mongo = Versions.image("mongo");
        ImageSource source = new ImageSource(Optional.of(images(
                Map.of(),
                Map.of(
                        "haproxy", "3.3@" + DIGEST,
                        "mongo", "own.test/mongo:8.0.99",
                        "rocketchat", "own.test/chat"))));

        assertThat(source.of(haproxy)).isEqualTo("registry.test/m/library/haproxy:3.3@" + DIGEST);
        assertThat(source.of(mongo)).isEqualTo("own.test/mongo:8.0.99");
        assertThat(source.of(Versions.image("rocketchat") + ":8.9.0")).isEqualTo("own.test/chat:8.9.0");
        assertThat(source.withoutMirrors().of(haproxy)).isEqualTo("docker.io/library/haproxy:3.3@" + DIGEST);
    }

    @Test
    void takesChartsFromTheRegistry() {
        ImageSource source = new ImageSource(Optional.of(new ImagesConfig(
                Optional.empty(), Map.of(), Optional.empty(), Optional.of("oci://registry.test/charts"), Map.of())));

        assertThat(source.of(Versions.chart("istio-gateway")))
                .isEqualTo(new Versions.Chart(
                        "oci://registry.test/charts",
                        "gateway",
                        Versions.chart("istio-gateway").version()));
    }

    private static ImagesConfig images(Map<String, String> mirrors, Map<String, String> replace) {
        return new ImagesConfig(Optional.of("registry.test/m"), mirrors, Optional.empty(), Optional.empty(), replace);
    }
}
