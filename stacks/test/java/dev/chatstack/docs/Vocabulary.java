package dev.chatstack.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The lists of the prose check, as files: one entry a line, `#` begins a comment. */
final class Vocabulary {
    record Entry(Pattern pattern, String instead) {}

    private Vocabulary() {}

    /** Words that the pages do not use, with what to write. */
    static List<Entry> words() {
        return lines("words.txt").stream()
                .map(line -> line.split("\\s+=>\\s+"))
                .map(parts -> new Entry(
                        Pattern.compile("(?i)(?<![\\p{L}-])(?:" + parts[0].replace(" ", "\\s+") + ")(?![\\p{L}-])"),
                        parts[1]))
                .toList();
    }

    private static List<String> lines(String file) {
        try (InputStream stream = Vocabulary.class.getResourceAsStream("/docs/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
