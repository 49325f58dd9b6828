package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.testing.Mutation;
import dev.chatstack.testing.Parts;
import dev.chatstack.testing.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final List<Case> CASES = cases();

    /** A setting of a file, and how it is spoilt. */
    private record Case(ObjectNode file, Setting setting, Mutation mutation) {
        @Override
        public String toString() {
            return setting.name() + ": " + mutation.kind() + ", "
                    + mutation.yaml().orElse("");
        }
    }

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
    void areRefusedWithTheirPathOrReviewed(@ForAll("some") Case one) throws IOException {
        assertThat(outcome(one)).as(message(one).orElse("accepted")).isEqualTo(reviewed(one));
    }

    @Provide
    Arbitrary<Case> some() {
        return Arbitraries.of(CASES);
    }

    @Test
    void areReviewed() throws IOException {
        if (!Boolean.getBoolean("golden.update")) {
            return;
        }
        Map<Outcome, Map<String, Set<String>>> found = new TreeMap<>();
        for (Case one : CASES) {
            found.computeIfAbsent(outcome(one), none -> new TreeMap<>())
                    .computeIfAbsent(one.setting().name(), none -> new TreeSet<>())
                    .add(one.mutation().kind());
        }
        StringBuilder text = new StringBuilder(
                "# What MutationsTest found of " + CASES.size()
                        + " mutations: those that are accepted, and those that are refused with the path of another setting.\n"
                        + "# Every kind of mutation is in Mutation.java; look-alike and upper-case change nothing where a text has no such letters.\n");
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

    private static Outcome outcome(Case one) throws IOException {
        return message(one)
                .map(message -> message.contains(one.setting().path()) || message.contains("- line ")
                        ? Outcome.REFUSED
                        : Outcome.TOLD_ELSEWHERE)
                .orElse(Outcome.ACCEPTED);
    }

    /** What the loader says; any other exception is a defect. */
    private static Optional<String> message(Case one) throws IOException {
        Path file = FOLDER.resolve("mutant.yaml");
        Files.writeString(file, one.mutation().in(one.file(), one.setting()));
        try {
            ConfigLoader.load(file);
            return Optional.empty();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).doesNotContain("\tat ", "Exception", "dev.chatstack");
            return Optional.of(e.getMessage());
        }
    }

    private static Outcome reviewed(Case one) {
        for (Outcome outcome : Outcome.values()) {
            for (JsonNode kind : REVIEW.path(outcome.word).path(one.setting().name())) {
                if (kind.asText().equals(one.mutation().kind())) {
                    return outcome;
                }
            }
        }
        return Outcome.REFUSED;
    }

    /** Of every setting one, in the first combination that has it. */
    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (List<String> parts : Parts.combinations()) {
            ObjectNode file = Parts.file(parts);
            for (Setting setting : Setting.of(file)) {
                if (setting.name().startsWith(System.getProperty("mutations", "")) && seen.add(setting.name())) {
                    Mutation.of(setting).forEach(mutation -> cases.add(new Case(file, setting, mutation)));
                }
            }
        }
        return cases;
    }

    private static JsonNode read() {
        try {
            return Files.exists(REVIEWED) ? YAML.readTree(Files.readString(REVIEWED)) : YAML.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
