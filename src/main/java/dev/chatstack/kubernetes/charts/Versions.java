package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The charts and images that this release deploys: the file {@code versions.yaml}, the only place that names a version. */
public final class Versions {
    private static final File FILE = read();

    private Versions() {}

    /**
     * A chart.
     *
     * @param repository URL of the repository
     * @param name the chart's name there
     * @param version an exact version
     */
    public record Chart(String repository, String name, String version) {}

    /**
     * A fault that attackers are known to use.
     *
     * @param image name of the image, without its tag
     * @param line releases that have it, such as {@code 7.0}
     * @param fixed the first release of that line without the fault
     * @param fault its number
     * @param source the list that says that the fault is used
     */
    public record Exploited(String image, String line, String fixed, String fault, String source) {
        /** Whether {@code deployed}, an image with its tag and perhaps its digest, has the fault. */
        public boolean isIn(String deployed) {
            ImageReference named = ImageReference.of(deployed);
            String release = named.release();
            return named.repository().equals(ImageReference.of(image).repository())
                    && release.startsWith(line + ".")
                    && ModuleDescriptor.Version.parse(release).compareTo(ModuleDescriptor.Version.parse(fixed)) < 0;
        }
    }

    private record File(Map<String, Chart> charts, Map<String, String> images, List<Exploited> exploited) {}

    /** The faults that no image may have. */
    public static List<Exploited> exploited() {
        return FILE.exploited();
    }

    /** The images by what they are known as here. */
    public static Map<String, String> imagesByKey() {
        return FILE.images();
    }

    /** Every image that this release deploys. */
    public static Collection<String> images() {
        return FILE.images().values();
    }

    /** What every chart that this release deploys is known as. */
    public static Set<String> charts() {
        return FILE.charts().keySet();
    }

    /** The chart known here as {@code key}. */
    public static Chart chart(String key) {
        return known(FILE.charts(), key);
    }

    /** The image known here as {@code key}, with its tag. */
    public static String image(String key) {
        return known(FILE.images(), key);
    }

    /** The image of {@code name} for {@code line}, such as 1.35; where there is none for that line, the one for the newest line. */
    public static String imageFor(String name, String line) {
        return Optional.ofNullable(FILE.images().get(name + "-" + line)).orElseGet(() -> FILE.images().keySet().stream()
                .filter(key -> key.startsWith(name + "-"))
                .max(Comparator.comparing(key -> ModuleDescriptor.Version.parse(key.substring(name.length() + 1))))
                .map(Versions::image)
                .orElseThrow());
    }

    /** What {@code image}, with its tag, is known as here; empty for an image that is not. */
    public static Optional<String> nameOf(String image) {
        String untagged = image.substring(0, image.indexOf(':', image.lastIndexOf('/') + 1) + 1);
        return FILE.images().entrySet().stream()
                .filter(known -> known.getValue().equals(image) || untagged.equals(known.getValue() + ":"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What the chart {@code name} is known as here. */
    public static String keyOf(String name) {
        return FILE.charts().entrySet().stream()
                .filter(known -> known.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    private static <T> T known(Map<String, T> entries, String key) {
        if (!entries.containsKey(key)) {
            throw new IllegalArgumentException("versions.yaml has no " + key);
        }
        return entries.get(key);
    }

    private static File read() {
        try (InputStream in = Versions.class.getResourceAsStream("/versions.yaml")) {
            return new YAMLMapper().readValue(in, File.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read versions.yaml", e);
        }
    }
}
