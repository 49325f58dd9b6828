package dev.chatstack.stacks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole stacks of an environment, synthesized as a person's are. */
public final class Stacks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Stacks() {}

    /** The stack {@code name} of {@code environment}, such as {@code chat}. */
    public static Synth of(Environment environment, String name) {
        return requireNonNull(all(environment).get(environment.name() + "-" + name), name);
    }

    /** Every stack of {@code environment}, by its name. */
    public static Map<String, Synth> all(Environment environment) {
        return new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(output -> {
            Map<String, Synth> stacks = new TreeMap<>();
            try (Stream<Path> folders = Files.list(output.resolve("stacks"))) {
                for (Path folder : folders.toList()) {
                    stacks.put(
                            folder.getFileName().toString(),
                            new Synth(
                                    JSON.readTree(folder.resolve("cdk.tf.json").toFile())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return stacks;
        });
    }
}
