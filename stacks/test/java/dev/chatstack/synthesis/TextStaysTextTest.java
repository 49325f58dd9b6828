package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.Parts;
import dev.chatstack.testing.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Puts what other programs evaluate into every text of files that together hold every setting for every product and place. Where it is
 * refused, it is with the path; what is accepted goes into one synthesis, all of whose JSON and files are walked.
 */
@DisplayName("A text of a person")
class TextStaysTextTest {
    private static final Path FOLDER = Parts.configFolder();

    private static final int TOGETHER = 12;

    private static final List<String> HOSTILE = List.of(
            "${inj}",
            "%{inj}",
            "$${inj}",
            "{{inj}}",
            "{{ inj",
            "$(inj)",
            "`inj`",
            "inj\"",
            "inj'",
            "inj\\",
            "inj\ninjected: y",
            "inj\", injected: \"y",
            "inj: y",
            "inj # y",
            "inj, y",
            "inj]}");

    private final Map<String, List<String>> harmless = new HashMap<>();
    private final List<String> withoutPath = new ArrayList<>();

    @Test
    void staysText() throws IOException {
        List<Environment> environments = new ArrayList<>();
        for (ObjectNode file : files()) {
            ObjectNode hostile = file.deepCopy();
            for (Setting setting : Setting.of(file)) {
                if (setting.value().isTextual()) {
                    write(setting, setting.value().textValue() + String.join("", harmless(setting, file)), hostile);
                }
            }
            Path written = FOLDER.resolve("text-" + environments.size() + ".yaml");
            Files.writeString(written, Parts.text(hostile));
            environments.add(ConfigLoader.load(written));
        }

        assertThat(withoutPath).isEmpty();
        assertThat(harmless.values()).filteredOn(texts -> !texts.isEmpty()).hasSizeGreaterThan(10);
        for (int first = 0; first < environments.size(); first += TOGETHER) {
            assertThat(Invariants.broken(environments.subList(first, Math.min(environments.size(), first + TOGETHER))))
                    .isEmpty();
        }
    }

    /** What {@code setting} accepts, which is asked once for all files that have it. */
    private List<String> harmless(Setting setting, ObjectNode file) throws IOException {
        List<String> known = harmless.get(setting.name());
        if (known != null) {
            return known;
        }
        List<String> accepted = new ArrayList<>();
        for (String hostile : HOSTILE) {
            ObjectNode changed = file.deepCopy();
            write(setting, setting.value().textValue() + hostile, changed);
            Optional<String> refusal = refusal(changed);
            if (refusal.isEmpty()) {
                accepted.add(hostile);
            } else if (!refusal.get().contains(setting.path())) {
                withoutPath.add(setting.name() + ": " + hostile + ": " + refusal.get());
            }
        }
        harmless.put(setting.name(), accepted);
        return accepted;
    }

    private static void write(Setting setting, String text, ObjectNode file) {
        setting.write(file, Optional.of(TextNode.valueOf(text)));
    }

    private static Optional<String> refusal(JsonNode file) throws IOException {
        Path written = FOLDER.resolve("text.yaml");
        Files.writeString(written, Parts.text(file));
        try {
            ConfigLoader.load(written);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Few combinations that hold every text setting in every product and place. */
    private static List<ObjectNode> files() {
        List<ObjectNode> files = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (List<String> parts : Parts.combinations()) {
            ObjectNode file = Parts.file(parts);
            String place = file.at("/cloud/provider").asText().equals("docker") ? "docker" : "cluster";
            String product = file.at("/chat/product").asText()
                    + file.at("/chat/architecture").asText();
            List<String> texts = Setting.of(file).stream()
                    .filter(setting -> setting.value().isTextual())
                    .map(setting -> place + product + setting.name())
                    .toList();
            if (seen.addAll(texts)) {
                files.add(file);
            }
        }
        return files;
    }
}
