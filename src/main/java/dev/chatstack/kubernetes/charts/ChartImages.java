package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The images that charts bring, and the values by which they take others: the file {@code charts/images.yaml}, which says what is what. */
public final class ChartImages {
    static final JsonNode FILE = read();

    private ChartImages() {}

    /**
     * An image that a chart brings.
     *
     * @param name by which a person replaces it
     * @param image as its makers call it; empty where our values name it anyway
     */
    public record Brought(String name, String image, JsonNode about) {
        /** The image as the chart takes it with {@code values}; empty where these exclude it. */
        public Optional<String> of(JsonNode values) {
            if (about.has("when") && !values.at(text("when")).asBoolean(true)) {
                return Optional.empty();
            }
            if (image.isEmpty()) {
                JsonNode said = values.at("/" + text("at"));
                return Optional.of(said.path("repository").asText() + ":"
                        + said.path("tag").asText());
            }
            return Optional.of(
                    about.has("tagAt") ? image + ":" + values.at(text("tagAt")).asText() : image);
        }

        /** The image that is copied where copies are taken: another where the chart's own has no fixed tag. */
        public Optional<String> copied(JsonNode values) {
            return about.path("ours").asBoolean() ? Optional.of(Versions.image(name)) : of(values);
        }

        private void choose(Values values, ImageSource source) {
            String original = about.path("ours").asBoolean() ? Versions.image(name) : image;
            String chosen = source.of(Optional.of(name), original);
            if (!image.isEmpty() && !chosen.equals(original)) {
                set(ImageReference.of(chosen), values);
            }
        }

        private void set(ImageReference chosen, Values values) {
            if (text("as").equals("name")) {
                places(about).forEach(at -> values.set(at, chosen.toString()));
                return;
            }
            boolean parts = text("as").equals("parts");
            String at = text("at");
            if (parts) {
                values.set(at + ".registry", chosen.registry());
            }
            values.set(at + ".repository", parts ? chosen.path() : chosen.repository());
            if (!about.has("tagAt")) {
                values.set(at + ".tag", chosen.tag().replaceFirst(text("without") + "$", ""));
            }
        }

        private String text(String key) {
            return about.path(key).asText();
        }
    }

    /** The images of the chart called {@code key} in {@code versions.yaml}. */
    public static List<Brought> of(String key) {
        return FILE.path(key).path("images").properties().stream()
                .map(image -> new Brought(
                        image.getKey(), image.getValue().path("image").asText(), image.getValue()))
                .toList();
    }

    /** The version of the chart called {@code key} in which they were read; empty for a chart that the file does not know. */
    public static Optional<String> version(String key) {
        return Optional.ofNullable(FILE.path(key).get("version")).map(JsonNode::asText);
    }

    /** Makes {@code values} of {@code chart} name the images of {@code source} and the Secret for them. */
    static void choose(Versions.Chart chart, Values values, ImageSource source) {
        if (source.config().isEmpty()) {
            return;
        }
        String key = Versions.keyOf(chart.name());
        if (version(key).isEmpty()) {
            throw new IllegalStateException("charts/images.yaml does not know the chart " + chart.name());
        }
        of(key).forEach(image -> image.choose(values, source));
        JsonNode secrets = FILE.path(key).path("pullSecrets");
        source.pullSecret().ifPresent(name -> places(secrets)
                .forEach(at -> values.set(
                        at,
                        switch (secrets.path("as").asText()) {
                            case "objects" -> List.of(Map.of("name", name));
                            case "names" -> List.of(name);
                            default -> name;
                        })));
    }

    private static Stream<String> places(JsonNode about) {
        return Stream.of("at", "alsoAt").filter(about::has).map(key -> about.path(key)
                .asText());
    }

    private static JsonNode read() {
        try (InputStream in = ChartImages.class.getResourceAsStream("/charts/images.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read charts/images.yaml", e);
        }
    }
}
