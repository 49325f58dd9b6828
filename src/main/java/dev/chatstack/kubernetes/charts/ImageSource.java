package dev.chatstack.kubernetes.charts;

import dev.chatstack.config.outside.ImagesConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where images and charts come from: their makers, or what the environment names instead. The one place that knows. */
public record ImageSource(Optional<ImagesConfig> config) {
    /** Each from its makers. */
    public static final ImageSource MAKERS = new ImageSource(Optional.empty());

    /** The image to take for {@code image}, which its makers call so. */
    public String of(String image) {
        return of(Versions.nameOf(image), image);
    }

    /** The image to take for the program {@code name}, whose makers call it {@code image}. */
    public String of(Optional<String> name, String image) {
        return config.map(given -> elsewhere(given, name, image)).orElse(image);
    }

    private static String elsewhere(ImagesConfig config, Optional<String> name, String image) {
        ImageReference original = ImageReference.of(image);
        Optional<String> replacement = name.map(config.replace()::get);
        if (replacement.filter(other -> other.contains("/")).isPresent()) {
            ImageReference own = ImageReference.of(replacement.get());
            // the version of the chat is its own setting
            return own.version().isEmpty() ? own + original.version() : own.toString();
        }
        String version = replacement.map(tag -> ":" + tag).orElse(original.version());
        Optional<String> mirror =
                Optional.ofNullable(config.mirrors().get(original.registry())).or(config::mirror);
        if (mirror.isEmpty()) {
            return replacement.isEmpty() ? image : original.repository() + version;
        }
        return mirror.get() + "/" + original.path() + version;
    }

    /** The chart to take for {@code chart}. */
    public Versions.Chart of(Versions.Chart chart) {
        return config.flatMap(ImagesConfig::charts)
                .map(registry -> new Versions.Chart(registry, chart.name(), chart.version()))
                .orElse(chart);
    }

    /** With other tags and images, but each from where it is published. */
    public ImageSource withoutMirrors() {
        return new ImageSource(config.map(given ->
                new ImagesConfig(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), given.replace())));
    }

    /** Its registries, by their hosts. */
    public Set<String> registries() {
        Set<String> hosts = new TreeSet<>();
        config.ifPresent(given -> Stream.of(
                        given.mirror().stream(),
                        given.mirrors().values().stream(),
                        given.replace().values().stream().filter(image -> image.contains("/")))
                .flatMap(places -> places)
                .forEach(place -> hosts.add(place.replaceFirst("/.*", ""))));
        return hosts;
    }

    /** The Secret with the sign-in to the registry. */
    public Optional<String> pullSecret() {
        return config.flatMap(ImagesConfig::pullSecret);
    }
}
