package dev.chatstack.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;

/** A Helm release as it was synthesized. */
public record HelmRelease(Resource resource) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The Helm releases of {@code blueprint}. */
    public static List<HelmRelease> all(Blueprint blueprint) {
        return blueprint.all("helm_release").stream().map(HelmRelease::new).toList();
    }

    /** The name of its chart, without where the chart comes from. */
    public String chart() {
        String chart = resource.text("/chart");
        return chart.substring(chart.lastIndexOf('/') + 1);
    }

    /** Whether the chart is our own, which prints the objects that its values list. */
    public boolean isOurs() {
        return resource.text("/chart").startsWith("./");
    }

    /** The values of the chart; an empty object when the release sets none. */
    public JsonNode values() {
        return yaml("/values/0");
    }

    /** What the file says of the nodes for its pods; an empty object when it says nothing. */
    public JsonNode placement() {
        return yaml("/values/1");
    }

    private JsonNode yaml(String pointer) {
        try {
            return YAML.readTree(resource.at(pointer).asText("{}"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of " + resource.address() + " are not YAML", e);
        }
    }

    /** The objects that our own chart prints; empty for a chart of another maker. */
    public List<JsonNode> objects() {
        List<JsonNode> objects = new ArrayList<>();
        if (isOurs()) {
            values().path("manifests").forEach(objects::add);
        }
        return objects;
    }
}
