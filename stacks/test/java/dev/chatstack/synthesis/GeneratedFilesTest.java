package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.Draw;
import dev.chatstack.testing.Mutant;
import dev.chatstack.testing.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * Combinations of parts, and files with other values in them, become stacks that keep what holds for all. A few of very many:
 * {@code -Dcombinations=1000 -Dgenerated=100000 -Dmutants=100000} takes all of the first and of the last, and hours for the second.
 */
@Label("Files that nobody wrote")
class GeneratedFilesTest {
    private static final Path FOLDER = Parts.configFolder();

    /** Synthesized at once. */
    private static final int TOGETHER = 12;

    @Example
    void ofEveryCombinationKeepWhatHoldsForAll() {
        List<List<String>> combinations = Parts.combinations();
        int count = Math.min(combinations.size(), Integer.getInteger("combinations", TOGETHER));
        List<Environment> environments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            environments.add(load("combination-" + i, Parts.text(Parts.file(combinations.get(i))))
                    .orElseThrow());
            if (environments.size() == TOGETHER || i == count - 1) {
                assertThat(Invariants.broken(environments)).isEmpty();
                environments.clear();
            }
        }
    }

    @Example
    void withOtherValuesKeepWhatHoldsForAll() {
        Arbitrary<Draw> draws = Combinators.combine(
                        Arbitraries.integers().between(0, Parts.combinations().size() - 1), Arbitraries.longs())
                .as(Draw::new);
        Iterator<Draw> drawn = draws.sampleStream().iterator();
        List<Environment> environments = new ArrayList<>();
        List<Draw> accepted = new ArrayList<>();
        for (int left = Integer.getInteger("generated", TOGETHER); left > 0; ) {
            Draw draw = drawn.next();
            Optional<Environment> environment = load("drawn-" + environments.size(), Parts.text(draw.file()))
                    // a number of nodes that cannot be chosen ends a synthesis, as it should
                    .filter(one -> one.choices().undecidedNodes().isEmpty());
            if (environment.isPresent()) {
                environments.add(environment.get());
                accepted.add(draw);
                left--;
            }
            if (environments.size() == TOGETHER || left == 0) {
                assertThat(Invariants.broken(environments))
                        .as(accepted.toString())
                        .isEmpty();
                environments.clear();
                accepted.clear();
            }
        }
    }

    @Example
    void withOneSettingSpoiltAndStillAcceptedKeepWhatHoldsForAll() {
        List<Mutant> mutants = new ArrayList<>(Mutant.all(System.getProperty("mutations", "")));
        Collections.shuffle(mutants, new Random(Long.getLong("seed", System.nanoTime())));
        List<Environment> environments = new ArrayList<>();
        List<Mutant> accepted = new ArrayList<>();
        int left = Integer.getInteger("mutants", TOGETHER);
        for (Mutant mutant : mutants) {
            load("mutant-" + environments.size(), mutant.yaml())
                    .filter(one -> one.choices().undecidedNodes().isEmpty())
                    .ifPresent(environment -> {
                        environments.add(environment);
                        accepted.add(mutant);
                    });
            if (environments.size() == Math.min(TOGETHER, left) || mutant.equals(mutants.getLast())) {
                assertThat(Invariants.broken(environments))
                        .as(accepted.toString())
                        .isEmpty();
                left -= environments.size();
                environments.clear();
                accepted.clear();
                if (left == 0) {
                    return;
                }
            }
        }
    }

    /** Empty when it is refused. */
    private static Optional<Environment> load(String name, String yaml) {
        try {
            return Optional.of(ConfigLoader.load(Files.writeString(FOLDER.resolve(name + ".yaml"), yaml)));
        } catch (ConfigException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
