package dev.chatstack.platform.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Literal;
import java.util.Map;

/**
 * A file of {@code src/main/resources/monitoring}, with what an environment puts into it.
 *
 * @param path in that folder, such as {@code alertmanager/alertmanager.yaml}
 * @param text its content
 */
public record MonitoringFile(String path, String text) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** The file as it is. */
    public static MonitoringFile of(String path) {
        return new MonitoringFile(path, ConfigFiles.resource("/monitoring/" + path));
    }

    /** This file with each of {@code values} where the value's name stands between <code>${</code> and <code>}</code>. */
    public MonitoringFile with(Map<String, String> values) {
        MonitoringFile filled = this;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replacing("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /** This file with {@code other} in the place of {@code part}. */
    MonitoringFile replacing(String part, String other) {
        return new MonitoringFile(path, text.replace(part, other));
    }

    /** This file for text that goes through Terraform, which must not read it as a template. */
    MonitoringFile literal() {
        return new MonitoringFile(path, Literal.of(text));
    }

    /** What it says, for one that is YAML. */
    Map<String, Object> yaml() {
        try {
            return YAML.readValue(text, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("monitoring/" + path + " is not YAML", e);
        }
    }
}
