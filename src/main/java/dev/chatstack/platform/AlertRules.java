package dev.chatstack.platform;

import static dev.chatstack.kubernetes.CustomResources.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.ConfigFiles;
import java.util.List;
import java.util.Map;

/**
 * The rules of an environment: those whose subject it has, for several say that something is absent.
 *
 * @param files names of the rules' files, without {@code .yaml}
 * @param heapBytes {@code --max-old-space-size} of Rocket.Chat, in bytes
 */
public record AlertRules(List<String> files, long heapBytes) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String DEFAULT_HEAP = "vector(1610612736)";

    public AlertRules {
        files = List.copyOf(files);
    }

    /** One PrometheusRule for each file. */
    List<Map<String, ?>> manifests() {
        return files.stream().<Map<String, ?>>map(this::manifestOf).toList();
    }

    /** The text of one of the files, with the environment's own numbers. */
    String text(String file) {
        return ConfigFiles.resource("/monitoring/rules/" + file + ".yaml")
                .replace(DEFAULT_HEAP, "vector(" + heapBytes + ")");
    }

    private Map<String, ?> manifestOf(String file) {
        String text = text(file);
        try {
            return manifest(
                    "monitoring.coreos.com/v1",
                    "PrometheusRule",
                    "chatstack-" + file,
                    Map.of("spec", YAML.readValue(text, new TypeReference<Map<String, Object>>() {})));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules/" + file + ".yaml is not YAML", e);
        }
    }
}
