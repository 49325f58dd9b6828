package dev.chatstack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A file that nobody wrote: a combination of parts, some of whose settings have other values that could stand there.
 *
 * @param combination the index of the combination
 * @param seed chooses settings and values
 */
public record Draw(int combination, long seed) {
    private static final int MOST_CHANGES = 6;
    private static final Map<String, List<JsonNode>> SEEN = seen();

    /** The file. */
    public ObjectNode file() {
        Random random = new Random(seed);
        ObjectNode file = Parts.file(Parts.combinations().get(combination));
        int changes = random.nextInt(MOST_CHANGES + 1);
        for (int i = 0; i < changes; i++) {
            List<Setting> settings = Setting.of(file);
            Setting setting = settings.get(random.nextInt(settings.size()));
            change(file, setting, random);
        }
        return file;
    }

    private static void change(ObjectNode file, Setting setting, Random random) {
        Optional<JsonNode> value = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(other(setting, random));
        setting.write(file, value);
    }

    /** What could stand there: a number within its limits, the other truth, what another part says there. */
    private static JsonNode other(Setting setting, Random random) {
        JsonNode value = setting.value();
        if (value.isInt()) {
            long least = 0;
            long most = 100;
            for (Annotation annotation : setting.type().getAnnotations()) {
                least = annotation instanceof Min min ? min.value() : least;
                most = annotation instanceof Max max ? max.value() : most;
            }
            long range = random.nextBoolean() ? most - least : Math.min(most - least, 5);
            return IntNode.valueOf((int) (least + (range > 0 ? random.nextLong(range + 1) : 0)));
        }
        if (value.isBoolean()) {
            return BooleanNode.valueOf(!value.booleanValue());
        }
        if (setting.raw().isEnum()) {
            Object[] words = setting.raw().getEnumConstants();
            return TextNode.valueOf(words[random.nextInt(words.length)].toString());
        }
        List<JsonNode> seen = SEEN.getOrDefault(setting.name(), List.of(value));
        return seen.get(random.nextInt(seen.size())).deepCopy();
    }

    private static Map<String, List<JsonNode>> seen() {
        Map<String, List<JsonNode>> seen = new HashMap<>();
        for (List<String> parts : Parts.combinations()) {
            for (Setting setting : Setting.of(Parts.file(parts))) {
                List<JsonNode> values = seen.computeIfAbsent(setting.name(), none -> new ArrayList<>());
                if (!values.contains(setting.value())) {
                    values.add(setting.value());
                }
            }
        }
        return seen;
    }
}
