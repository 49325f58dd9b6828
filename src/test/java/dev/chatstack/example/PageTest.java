package dev.chatstack.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about adding a component")
class PageTest {
    private static final Path ROOT = Path.of("..");

    /** A fence whose first line names a file: {@code ```java src/test/...}. */
    private static final Pattern QUOTE = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");

    @Test
    void quotesFilesAsTheyAre() throws IOException {
        List<MatchResult> quotes = QUOTE.matcher(Files.readString(ROOT.resolve("docs/adding-a-component.md")))
                .results()
                .toList();

        assertThat(quotes).hasSizeGreaterThan(6);
        for (MatchResult quote : quotes) {
            for (String part : quote.group(2).split("(?m)^ *\\.\\.\\.\\n")) {
                assertThat(ROOT.resolve(quote.group(1))).content().contains(part);
            }
        }
    }
}
