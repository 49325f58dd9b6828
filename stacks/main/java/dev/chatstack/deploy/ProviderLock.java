package dev.chatstack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.host.Terraform;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The checksums of the providers that all stacks use, in one file next to the environment files. Terraform looks for such a file in the
 * folder of each stack, where nobody would commit it.
 *
 * @param file exists after the first {@link #write}
 */
public record ProviderLock(Path file) {
    private static final String OF_A_STACK = ".terraform.lock.hcl";
    private static final JsonMapper JSON = new JsonMapper();

    /** That of the environment files in {@code folder}. */
    public static ProviderLock in(Path folder) {
        return new ProviderLock(folder.resolve("terraform.lock.hcl"));
    }

    /** Gives the checksums to each of {@code stacks}, which are folders, if they were ever written. */
    public void giveTo(Collection<Path> stacks) {
        if (Files.isRegularFile(file)) {
            stacks.forEach(stack -> copy(file, stack.resolve(OF_A_STACK)));
        }
    }

    /**
     * Lets Terraform write the checksums of every provider that one of {@code stacks} requires, and of no other.
     *
     * @param variables of the process
     * @param options of {@code terraform providers lock}
     */
    public void write(Collection<Path> stacks, Map<String, String> variables, List<String> options) {
        Synthesis.inTemporaryFolder(folder -> require(stacks, folder.resolve("providers.tf.json")), folder -> {
            List<String> words = new ArrayList<>(List.of("providers", "lock"));
            words.addAll(options);
            new Terraform(folder, variables).run(words.toArray(String[]::new));
            return copy(folder.resolve(OF_A_STACK), file);
        });
    }

    private static void require(Collection<Path> stacks, Path all) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode required = root.putObject("terraform").putObject("required_providers");
        try {
            for (Path stack : stacks) {
                JsonNode content = JSON.readTree(stack.resolve("cdk.tf.json").toFile());
                content.at("/terraform/required_providers")
                        .properties()
                        .forEach(one -> required.set(one.getKey(), one.getValue()));
            }
            JSON.writeValue(all.toFile(), root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the providers of the stacks", e);
        }
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + to, e);
        }
    }
}
