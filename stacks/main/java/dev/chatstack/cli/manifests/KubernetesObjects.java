package dev.chatstack.cli.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.HelmRelease;
import dev.chatstack.config.Environment;
import dev.chatstack.kubernetes.Literal;
import dev.chatstack.stacks.EnvironmentStacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Kubernetes objects of synthesized stacks as manifests, for people and scanners to read. The objects of third-party
 * Helm charts are not among them; of a Secret only the keys are known.
 */
public final class KubernetesObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private KubernetesObjects() {}

    /** One YAML document for each object of {@code environments}, whose stacks are in {@code output}. */
    public static String of(List<Environment> environments, Path output) {
        StringBuilder text = new StringBuilder();
        for (Environment environment : environments) {
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            objects(blueprint).forEach(object -> text.append(yaml(object)));
        }
        return text.toString();
    }

    /** In an order in which they can be created. */
    private static List<JsonNode> objects(Blueprint blueprint) {
        List<JsonNode> objects = new ArrayList<>();
        KubernetesNames.KINDS.forEach((type, kind) ->
                blueprint.all(type).forEach(resource -> objects.add(object(kind, (ObjectNode) resource.body()))));
        HelmRelease.all(blueprint).forEach(release -> objects.addAll(customResources(release)));
        return objects;
    }

    private static String yaml(JsonNode object) {
        try {
            return YAML.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object that YAML cannot express", e);
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

    private static List<JsonNode> customResources(HelmRelease release) {
        List<JsonNode> objects = release.objects();
        for (JsonNode object : objects) {
            if (!KubernetesNames.WITHOUT_NAMESPACE.contains(object.path("kind").asText())) {
                ((ObjectNode) object.path("metadata"))
                        .put("namespace", release.resource().namespace());
            }
        }
        return objects;
    }
}
