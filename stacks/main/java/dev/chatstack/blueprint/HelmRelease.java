package dev.chatstack.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;

/** A Helm release as it was synthesized. */
public record HelmRelease(Resource resource) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Those that {@code blueprint} makes. */
    public static List<HelmRelease> all(Blueprint blueprint) {
        return blueprint.all("helm_release").stream().map(HelmRelease::new).toList();
    }

    /** The name of its chart, without where the chart comes from. */
    public String chart() {
        String chart = resource.at("/chart").asText();
        return chart.substring(chart.lastIndexOf('/') + 1);
    }

    /** Whether its chart is our own, which prints the objects that it is given. */
    public boolean isOurs() {
        return resource.at("/chart").asText().startsWith("./");
    }

    /** The values that its chart gets; an empty object when it gets none. */
    public JsonNode values() {
        try {
            return YAML.readTree(resource.at("/values/0").asText("{}"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of " + resource.address() + " are not YAML", e);
        }
    }

    /** The objects that our own chart prints; none of a chart of somebody else. */
    public List<JsonNode> objects() {
        List<JsonNode> objects = new ArrayList<>();
        if (isOurs()) {
            values().path("manifests").forEach(objects::add);
        }
        return objects;
    }
}
