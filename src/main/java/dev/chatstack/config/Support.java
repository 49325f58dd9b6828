package dev.chatstack.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Until when the makers of programs support the lines of their releases: the file {@code releases.json5}, the only place for that. */
public final class Support {
    /** Time to plan an upgrade, and one that fails. */
    public static final int WARNING_DAYS = 90;

    private static final JsonNode FILE = read();

    private Support() {}

    /** The day on which the file was last compared with its sources. */
    public static LocalDate date() {
        return LocalDate.parse(FILE.path("date").asText());
    }

    /** What the file says of the lines of {@code product}. */
    public static JsonNode lines(String product) {
        return FILE.path(product);
    }

    /** What the file says of the lines of {@code part}, as versions.yaml calls it. */
    public static JsonNode partLines(String part) {
        return FILE.path("parts").path(part);
    }

    /** Where the makers of {@code part} publish releases, when they publish no end of support. */
    public static Optional<String> withoutEnd(String part) {
        return Optional.of(FILE.path("no end published").path(part).asText("")).filter(source -> !source.isEmpty());
    }

    /** The last day of each line of {@code product} of which one is known. */
    public static NavigableMap<String, LocalDate> lastDays(String product) {
        NavigableMap<String, LocalDate> days = new TreeMap<>();
        for (JsonNode line : lines(product)) {
            if (line.has("end")) {
                days.put(
                        line.path("line").asText(),
                        LocalDate.parse(line.path("end").asText()));
            }
        }
        return days;
    }

    private static JsonNode read() {
        try (InputStream in = requireNonNull(Support.class.getResourceAsStream("/support/releases.json5"))) {
            return JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build()
                    .readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read releases.json5", e);
        }
    }
}
