package dev.chatstack.diagram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.blueprint.Resource;
import java.util.ArrayList;
import java.util.List;

/** The objects that go through our own chart, which prints what it is given. */
final class OwnManifests {
    private static final YAMLMapper YAML = new YAMLMapper();

    private OwnManifests() {}

    /** Those of {@code kind} in {@code release}; none when it is a chart of somebody else. */
    static List<JsonNode> of(Resource release, String kind) {
        String values = release.at("/values/0").asText("");
        if (!release.at("/chart").asText().startsWith("./") || !values.contains("kind: " + kind)) {
            return List.of();
        }
        try {
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode object : YAML.readTree(values).path("manifests")) {
                if (object.path("kind").asText().equals(kind)) {
                    found.add(object);
                }
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of " + release.address() + " are not YAML", e);
        }
    }
}
