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
import java.util.LinkedHashSet;
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

    private final Map<String, Set<String>> harmless = new HashMap<>();
    private final List<String> withoutPath = new ArrayList<>();

    @Test
    void staysText() throws IOException {
        List<Environment> environments = new ArrayList<>();
        for (ObjectNode file : files()) {
            List<Setting> texts = texts(file);
            ask(
                    file,
                    texts.stream()
                            .filter(setting -> !harmless.containsKey(setting.name()))
                            .toList());
            ObjectNode hostile = file.deepCopy();
            texts.forEach(setting ->
                    append(String.join("", harmless.getOrDefault(setting.name(), Set.of())), setting, hostile));
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

    /** Finds what {@code settings} of {@code file} accept; once for all files that have them. */
    private void ask(ObjectNode file, List<Setting> settings) throws IOException {
        settings.forEach(setting -> harmless.put(setting.name(), new LinkedHashSet<>()));
        for (String hostile : HOSTILE) {
            List<Setting> left = new ArrayList<>(settings);
            Optional<String> refusal = refusal(hostile, left, file);
            // a rule speaks when its blocks have no other mistake, so ask again without what was refused
            while (refusal.isPresent() && left.removeAll(named(refusal.get(), left))) {
                refusal = refusal(hostile, left, file);
            }
            for (Setting setting : left) {
                Optional<String> alone = refusal.isEmpty() ? refusal : refusal(hostile, List.of(setting), file);
                if (alone.isEmpty()) {
                    harmless.get(setting.name()).add(hostile);
                } else if (!alone.get().contains(setting.path())) {
                    withoutPath.add(setting.name() + ": " + hostile + ": " + alone.get());
                }
            }
        }
    }

    /** Of {@code settings} those whose path begins a line of {@code message}. */
    private static List<Setting> named(String message, List<Setting> settings) {
        return settings.stream()
                .filter(setting -> message.contains("\n  - " + setting.path() + ": "))
                .toList();
    }

    private static Optional<String> refusal(String hostile, List<Setting> settings, ObjectNode file)
            throws IOException {
        ObjectNode changed = file.deepCopy();
        settings.forEach(setting -> append(hostile, setting, changed));
        return refusal(changed);
    }

    private static List<Setting> texts(ObjectNode file) {
        return Setting.of(file).stream()
                .filter(setting -> setting.value().isTextual())
                .toList();
    }

    private static void append(String text, Setting setting, ObjectNode file) {
        setting.write(file, Optional.of(TextNode.valueOf(setting.value().textValue() + text)));
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
            List<String> texts = texts(file).stream()
                    .map(setting -> place + product + setting.name())
                    .toList();
            if (seen.addAll(texts)) {
                files.add(file);
            }
        }
        return files;
    }
}
