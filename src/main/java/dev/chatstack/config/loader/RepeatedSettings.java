package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatstack.config.Problem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds keys that stand twice in one block: YAML would silently take the last. */
final class RepeatedSettings {
    private RepeatedSettings() {}

    static List<Problem> in(String yaml) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Deque<Set<String>> blocks = new ArrayDeque<>();
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    blocks.push(new HashSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    blocks.pop();
                } else if (token == JsonToken.FIELD_NAME && !blocks.peek().add(parser.currentName())) {
                    String path = parser.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .substring(1)
                            .replace('/', '.');
                    int line = parser.currentTokenLocation().getLineNr();
                    problems.add(
                            new Problem(path, "is set twice in the same block, again in line " + line + "; keep one"));
                }
            }
        }
        return problems;
    }
}
