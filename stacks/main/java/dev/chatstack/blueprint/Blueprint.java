package dev.chatstack.blueprint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that the stacks of one environment make, read from the JSON that Terraform gets: what is said of an environment is said
 * of this, and of nothing that was worked out a second time.
 *
 * @param environment the environment's name
 * @param resources in the order of the stacks' deployment
 */
public record Blueprint(String environment, List<Resource> resources) {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    public Blueprint {
        resources = List.copyOf(resources);
    }

    /**
     * Reads the resources whose type is {@code wanted} of the {@code stacks} that were written to {@code output}; what is not wanted
     * is passed over without being taken apart.
     */
    public static Blueprint read(String environment, Path output, List<String> stacks, Predicate<String> wanted) {
        List<Resource> resources = new ArrayList<>();
        for (String stack : stacks) {
            Path file = output.resolve("stacks").resolve(stack).resolve("cdk.tf.json");
            try (JsonParser parser = JSON.createParser(file.toFile())) {
                readStack(parser, stack, wanted, resources);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return new Blueprint(environment, resources);
    }

    /** As {@link #read(String, Path, List, Predicate)}, of one stack whose JSON is {@code json}. */
    public static Blueprint read(String environment, InputStream json, Predicate<String> wanted) throws IOException {
        List<Resource> resources = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            readStack(parser, environment, wanted, resources);
        }
        return new Blueprint(environment, resources);
    }

    /** Those of {@code type}. */
    public List<Resource> all(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** The one that a reference such as {@code ${aws_subnet.private.id}} points at, if it is among them. */
    public Optional<Resource> referenced(String reference) {
        return resources.stream()
                .filter(resource -> reference.startsWith("${" + resource.address() + "."))
                .findFirst();
    }

    private static void readStack(JsonParser parser, String stack, Predicate<String> wanted, List<Resource> resources)
            throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isResources = parser.currentName().equals("resource");
            parser.nextToken();
            if (isResources) {
                readTypes(parser, stack, wanted, resources);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readTypes(JsonParser parser, String stack, Predicate<String> wanted, List<Resource> resources)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String type = parser.currentName();
            parser.nextToken();
            if (!wanted.test(type)) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String id = parser.currentName();
                parser.nextToken();
                JsonNode body = parser.readValueAsTree();
                resources.add(new Resource(stack, type, id, body));
            }
        }
    }
}
