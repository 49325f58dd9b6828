package dev.chatstack.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Kubernetes objects of synthesized stacks as manifests, for people and scanners to read. What is in a Helm chart of somebody
 * else is not among them; of a Secret only the keys are known.
 */
final class Manifests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private Manifests() {}

    /** One YAML document for each object in the stacks that were written to {@code output}. */
    static String of(Path output) {
        List<JsonNode> objects = new ArrayList<>();
        try (Stream<Path> stacks = Files.list(output.resolve("stacks"))) {
            for (Path stack : stacks.sorted().toList()) {
                JsonNode resources =
                        JSON.readTree(stack.resolve("cdk.tf.json").toFile()).path("resource");
                KubernetesNames.KINDS.forEach((type, kind) ->
                        resources.path(type).forEach(resource -> objects.add(object(kind, (ObjectNode) resource))));
                for (JsonNode release : resources.path("helm_release")) {
                    objects.addAll(customResources(release));
                }
            }
            StringBuilder text = new StringBuilder();
            for (JsonNode object : objects) {
                text.append(YAML.writeValueAsString(object));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the stacks in " + output, e);
        }
    }

    private static JsonNode object(KubernetesNames.Kind kind, ObjectNode resource) {
        ObjectNode object =
                JSON.createObjectNode().put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            if (field.getKey().equals("data_wo")) {
                ObjectNode keys = object.putObject("stringData");
                field.getValue().fieldNames().forEachRemaining(key -> keys.put(key, "made when it is applied"));
            } else if (!KubernetesNames.TERRAFORMS_OWN.contains(field.getKey())) {
                object.set(
                        KubernetesNames.field(field.getKey(), field.getValue()),
                        value(field.getKey(), field.getValue()));
            }
        }
        return object;
    }

    private static JsonNode value(String key, JsonNode value) {
        if (KubernetesNames.SINGLE.contains(key) && value.isArray()) {
            return value(key, value.path(0));
        }
        if (value.isArray()) {
            ArrayNode items = JSON.createArrayNode();
            value.forEach(item -> items.add(value(key, item)));
            return items;
        }
        if (value.isObject()) {
            ObjectNode fields = JSON.createObjectNode();
            boolean asIs = KubernetesNames.MAPS.contains(key);
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                String name = asIs ? field.getKey() : KubernetesNames.field(field.getKey(), field.getValue());
                fields.set(name, value(asIs ? "" : field.getKey(), field.getValue()));
            }
            return fields;
        }
        return value.isTextual() ? scalar(key, value.asText()) : value;
    }

    /** Terraform keeps numbers that may be something else, such as 25%, as text, and file modes as octal text. */
    private static JsonNode scalar(String key, String text) {
        if (KubernetesNames.MODES.contains(key)) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(text, 8));
        }
        if (KubernetesNames.NUMBERS.contains(key) && text.matches("\\d+")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return new TextNode(Literal.read(text));
    }

    /** The objects that go through our own chart, which prints what it is given. */
    private static List<JsonNode> customResources(JsonNode release) throws IOException {
        if (!release.path("chart").asText().startsWith("./assets/")) {
            return List.of();
        }
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode object :
                YAML.readTree(release.path("values").path(0).asText()).path("manifests")) {
            ((ObjectNode) object.path("metadata")).set("namespace", release.path("namespace"));
            objects.add(object);
        }
        return objects;
    }
}
