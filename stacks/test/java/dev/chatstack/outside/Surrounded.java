package dev.chatstack.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The shipped environments and what every cloud and product has in them, with a block beside theirs. */
final class Surrounded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Surrounded() {}

    /** Every stack of every shipped environment, by its name; {@code block} is appended to each file. */
    static Map<String, JsonNode> stacks(String block, String onDocker) {
        Path folder = Parts.configFolder();
        List<Environment> environments = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "config"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                boolean docker = text.contains("provider: docker");
                Path copy = folder.resolve(file.getFileName());
                Files.writeString(copy, text + "\n" + (docker ? onDocker : block));
                environments.add(ConfigLoader.load(copy));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Synthesis(environments, Optional.empty()).inTemporaryFolder(output -> {
            Map<String, JsonNode> stacks = new LinkedHashMap<>();
            for (Environment environment : environments) {
                for (String stack : EnvironmentStacks.names(environment)) {
                    stacks.put(
                            stack, read(output.resolve("stacks").resolve(stack).resolve("cdk.tf.json")));
                }
            }
            return stacks;
        });
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
