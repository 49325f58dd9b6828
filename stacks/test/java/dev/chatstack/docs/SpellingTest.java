package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages are spelt as the dictionaries of hunspell have it, British and the project's own. Names with capitals inside are not judged. */
@DisplayName("The spelling")
class SpellingTest {
    private static final Path ROOT = Path.of("..");
    private static final Path OWN = Path.of("test/resources/docs/spelling.txt");
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}_./-])\\p{L}++(?:'\\p{L}++)*+(?![\\p{N}_/]|\\.\\p{L})");
    private static final Pattern NAME = Pattern.compile(".+\\p{Lu}.*|\\p{L}");

    @TempDir
    Path folder;

    @Test
    void isRight() throws IOException {
        TreeMap<String, String> words = new TreeMap<>();
        for (Path page : pages()) {
            WORD.matcher(Prose.wordsOf(Files.readString(page)).text())
                    .results()
                    .map(each -> each.group().replaceFirst("'s$", ""))
                    .filter(word -> !NAME.matcher(word).matches())
                    .forEach(word ->
                            words.putIfAbsent(word, ROOT.relativize(page).toString()));
        }
        assertThat(words).hasSizeGreaterThan(2000);
        List<String> own = Files.readAllLines(OWN).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        Set<String> wrong = misspelt(words.keySet());
        wrong.removeIf(word -> own.contains(word) || own.contains(word.toLowerCase(Locale.ROOT)));
        assertThat(wrong.stream().map(word -> word + " in " + words.get(word)).toList())
                .as("correct it, or add it to stacks/test/resources/docs/spelling.txt")
                .isEmpty();
    }

    @Test
    void findsAMistake() throws IOException {
        assertThat(misspelt(Set.of("restore", "resotre", "licence"))).containsExactly("resotre");
    }

    private Set<String> misspelt(Set<String> words) throws IOException {
        Path list = Files.writeString(folder.resolve("words"), String.join("\n", words) + "\n");
        return Program.run(folder, "hunspell", "-d", "en_GB", "-l", list.toString())
                .succeeds()
                .output()
                .lines()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String place :
                List.of("", "docs", "docs/decisions", "docs/runbooks", "docs/architecture", "e2e", "bench", "config")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".md") && !file.endsWith("CHANGELOG.md"))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }
}
