package dev.chatstack.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Support;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known of the releases of products: the file {@link Support}. */
public final class Lines {
    private Lines() {}

    /**
     * The releases of a product that share their first two numbers.
     *
     * @param line such as 8.9
     * @param end the last day of support; empty when it is not known
     * @param mongodb the lines of MongoDB that its makers list; none when it is not known, or when it needs none
     * @param kubernetes the lines of Kubernetes that its makers list; none when they list none
     * @param source where this stands
     */
    public record Line(
            String line, Optional<LocalDate> end, List<String> mongodb, List<String> kubernetes, String source) {
        public Line {
            mongodb = List.copyOf(mongodb);
            kubernetes = List.copyOf(kubernetes);
        }

        Release first() {
            return Release.of(line).orElseThrow();
        }
    }

    /** The day on which the file was last compared with its sources. */
    public static LocalDate date() {
        return Support.date();
    }

    /** The known lines of {@code product}, the oldest first. */
    public static List<Line> of(String product) {
        return read(Support.lines(product));
    }

    /** The known lines of {@code part}, as versions.yaml calls it. */
    static List<Line> ofPart(String part) {
        return read(Support.partLines(part));
    }

    private static List<Line> read(JsonNode known) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : known) {
            lines.add(new Line(
                    line.path("line").asText(),
                    line.has("end")
                            ? Optional.of(LocalDate.parse(line.path("end").asText()))
                            : Optional.empty(),
                    texts(line.path("mongodb")),
                    texts(line.path("kubernetes")),
                    line.path("source").asText()));
        }
        lines.sort(Comparator.comparing(Line::first));
        return lines;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** What is known of {@code release} of {@code product}. */
    static Optional<Line> find(String product, Release release) {
        return find(of(product), release);
    }

    /** That of {@code lines} to which {@code release} belongs. */
    static Optional<Line> find(List<Line> lines, Release release) {
        return lines.stream().filter(line -> line.line().equals(release.line())).findFirst();
    }

    /** The newest known line of {@code major}. */
    static Optional<Line> newest(String product, int major) {
        return of(product).stream()
                .filter(line -> line.first().major() == major)
                .reduce((older, newer) -> newer);
    }
}
