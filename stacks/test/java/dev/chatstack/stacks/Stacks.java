package dev.chatstack.stacks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whole stacks of an environment, synthesized as a person's are. */
public final class Stacks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Stacks() {}

    /** The stack {@code name} of {@code environment}, such as {@code chat}. */
    public static Synth of(Environment environment, String name) {
        return new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(output -> {
            Path file = output.resolve("stacks/" + environment.name() + "-" + name + "/cdk.tf.json");
            try {
                return new Synth(JSON.readTree(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
