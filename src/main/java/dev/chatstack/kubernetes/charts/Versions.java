package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

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

    private record File(Map<String, Chart> charts, Map<String, String> images) {}

    /** The chart known here as {@code key}. */
    public static Chart chart(String key) {
        return known(FILE.charts(), key);
    }

    /** The image known here as {@code key}, with its tag. */
    public static String image(String key) {
        return known(FILE.images(), key);
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
