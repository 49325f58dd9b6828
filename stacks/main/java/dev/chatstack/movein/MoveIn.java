package dev.chatstack.movein;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment file made of what people have.
 *
 * @param text the file
 * @param left what could not be carried over, and why
 */
public record MoveIn(String text, List<String> left) {
    public MoveIn {
        left = List.copyOf(left);
    }

    /**
     * Reads {@code files}: one compose file, file of values or Template, and files of variables.
     *
     * @throws UserError when none of them is known here
     */
    public static MoveIn of(List<Path> files) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<JsonNode> documents = new ArrayList<>();
        for (Path file : files) {
            String text = read(file);
            Optional<JsonNode> yaml = yaml(text);
            if (yaml.isPresent()) {
                documents.add(yaml.get());
            } else {
                variables.putAll(variables(text));
            }
        }
        OldChat chat = documents.stream()
                .map(document -> chat(document, variables))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> documents.isEmpty() && !variables.isEmpty()
                        ? Optional.of(OpenShiftTemplate.of(variables))
                        : Optional.empty())
                .orElseThrow(() ->
                        new UserError("none of these files is known here: it must be a compose file of Rocket.Chat or"
                                + " Tailchat, values of Rocket.Chat's chart, or a Template of OpenShift; .env and parameter files go"
                                + " next to it"));
        String text = NewFile.of(chat);
        return new MoveIn(text, chat.left());
    }

    private static Optional<OldChat> chat(JsonNode document, Map<String, String> variables) {
        if (ComposeFile.isOne(document)) {
            return new ComposeFile(document, new Interpolation(variables)).read();
        }
        if (OpenShiftTemplate.isOne(document)) {
            return Optional.of(new OpenShiftTemplate(document, variables).read());
        }
        return HelmValues.isOne(document) ? Optional.of(new HelmValues(document).read()) : Optional.empty();
    }

    private static Optional<JsonNode> yaml(String text) {
        try {
            JsonNode node = text.stripLeading().startsWith("{")
                    ? new ObjectMapper().readTree(text)
                    : new YAMLMapper().readTree(text);
            return Optional.ofNullable(node).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.strip().replaceFirst("^export ", ""))
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .forEach(line -> {
                    String[] pair = line.split("=", 2);
                    found.put(pair[0].strip(), pair[1].strip().replaceFirst("^(['\"])(.*)\\1$", "$2"));
                });
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage());
        }
    }
}
