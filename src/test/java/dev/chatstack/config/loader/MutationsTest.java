package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.testing.Mutant;
import dev.chatstack.testing.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Each setting spoilt in each way. What is accepted all the same stands in {@code accepted.yaml}, and somebody has read it; so does
 * what is refused with the path of another setting.
 *
 * <p>{@code -Djqwik.tries.default=1000000} tries all of it, {@code -Dmutations=backup} with it those of one block, {@code -Dgolden.update=true} as well and writes the file.
 */
@Label("Mutations of every setting")
class MutationsTest {
    private static final Path REVIEWED = Parts.FOLDER.resolve("accepted.yaml");
    private static final Path FOLDER = Parts.configFolder();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode REVIEW = read();
    private static final List<Mutant> CASES = Mutant.all(System.getProperty("mutations", ""));

    private enum Outcome {
        ACCEPTED("accepted"),
        /** Refused, with another path. */
        TOLD_ELSEWHERE("toldElsewhere"),
        REFUSED("");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    @Property
    void areRefusedWithTheirPathOrReviewed(@ForAll("some") Mutant one) throws IOException {
        assertThat(outcome(one)).as(message(one).orElse("accepted")).isEqualTo(reviewed(one));
    }

    @Provide
    Arbitrary<Mutant> some() {
        return Arbitraries.of(CASES);
    }

    @Test
    void areReviewed() throws IOException {
        if (!Boolean.getBoolean("golden.update")) {
            return;
        }
        Map<Outcome, Map<String, Set<String>>> found = new TreeMap<>();
        for (Mutant one : CASES) {
            found.computeIfAbsent(outcome(one), none -> new TreeMap<>())
                    .computeIfAbsent(one.setting().name(), none -> new TreeSet<>())
                    .add(one.mutation().kind());
        }
        StringBuilder text = new StringBuilder("# What MutationsTest found of " + CASES.size()
                + " mutations: those that are accepted, and those that are refused with the path of another"
                + " setting.\n"
                + "# Every kind of mutation is in Mutation.java; look-alike and upper-case change nothing"
                + " where a text has no such letters.\n");
        for (Outcome outcome : List.of(Outcome.ACCEPTED, Outcome.TOLD_ELSEWHERE)) {
            text.append(outcome.word).append(":\n");
            found.getOrDefault(outcome, Map.of()).forEach((setting, kinds) -> text.append("  ")
                    .append(setting)
                    .append(": [")
                    .append(String.join(", ", kinds))
                    .append("]\n"));
        }
        Files.writeString(REVIEWED, text);
    }

    private static Outcome outcome(Mutant one) throws IOException {
        return message(one)
                .map(message -> message.contains(one.setting().path()) || message.contains("- line ")
                        ? Outcome.REFUSED
                        : Outcome.TOLD_ELSEWHERE)
                .orElse(Outcome.ACCEPTED);
    }

    /** What the loader says; any other exception is a defect. */
    private static Optional<String> message(Mutant one) throws IOException {
        Path file = FOLDER.resolve("mutant.yaml");
        Files.writeString(file, one.yaml());
        try {
            ConfigLoader.load(file);
            return Optional.empty();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).doesNotContain("\tat ", "Exception", "dev.chatstack");
            return Optional.of(e.getMessage());
        }
    }

    private static Outcome reviewed(Mutant one) {
        for (Outcome outcome : Outcome.values()) {
            for (JsonNode kind : REVIEW.path(outcome.word).path(one.setting().name())) {
                if (kind.asText().equals(one.mutation().kind())) {
                    return outcome;
                }
            }
        }
        return Outcome.REFUSED;
    }

    private static JsonNode read() {
        try {
            return Files.exists(REVIEWED) ? YAML.readTree(Files.readString(REVIEWED)) : YAML.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
