package dev.chatstack.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import com.hashicorp.cdktf.TestingAppConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** A synthesized stack, read as JSON. Asserting on it gives messages that show the actual value. */
public record Synth(JsonNode root) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Without a folder CDKTF makes a temporary one for each app, and leaves it behind. */
    private static final TestingAppConfig APP =
            TestingAppConfig.builder().outdir(folder()).build();

    /** Synthesizes one throw-away stack that {@code define} fills; a resource's provider need not be there. */
    public static Synth of(Consumer<TerraformStack> define) {
        TerraformStack stack = new TerraformStack(Testing.app(APP), "test");
        define.accept(stack);
        try {
            return new Synth(JSON.readTree(Testing.synth(stack)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cdktf produced invalid JSON", e);
        }
    }

    /** With the folder that CDKTF otherwise makes when it finds none: two test processes would find none at once, and one fail. */
    private static String folder() {
        try {
            return Files.createDirectories(Path.of("../target/testing/stacks"))
                    .getParent()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only resource of {@code type}, for example {@code kubernetes_deployment_v1}. */
    public JsonNode only(String type) {
        List<JsonNode> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("expected one %s, found %d in:\n%s"
                    .formatted(type, found.size(), root.path("resource").toPrettyString()));
        }
        return found.get(0);
    }

    /** Every resource of {@code type}, in the order of their addresses. */
    public List<JsonNode> all(String type) {
        return StreamSupport.stream(root.path("resource").path(type).spliterator(), false)
                .toList();
    }

    /** The Kubernetes object of {@code type} whose metadata has {@code name}. */
    public JsonNode named(String type, String name) {
        return all(type).stream()
                .filter(resource -> resource.at("/metadata/name")
                        .asText(resource.path("name").asText())
                        .equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s named %s in:\n%s"
                        .formatted(type, name, root.path("resource").path(type).toPrettyString())));
    }

    /** The environment variable {@code name} of {@code container}. */
    public static JsonNode variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError("no variable " + name + " in " + container.toPrettyString());
    }

    /** What the Helm release {@code name} is told, parsed. */
    public JsonNode values(String name) {
        try {
            return YAML.readTree(
                    named("helm_release", name).path("values").path(0).asText("{}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError("values of " + name + " are not YAML", e);
        }
    }
}
