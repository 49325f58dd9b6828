package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatstack.cli.Main;
import dev.chatstack.cli.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** What people read can be understood at the first reading: no word that the field does not use, no sentence that must be read twice. */
@DisplayName("The prose")
class ProseTest {
    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path MONITORING = Path.of("../src/main/resources/monitoring");

    @Test
    void isPlain() throws IOException {
        List<String> problems = new ArrayList<>();
        texts().forEach((name, prose) -> Stream.of(prose.findings(Vocabulary.words()), prose.longSentences())
                .flatMap(List::stream)
                .forEach(finding -> problems.add(name + ":" + finding)));
        assertThat(problems).isEmpty();
    }

    /** Comments, and the messages of the program. The length of their sentences is not judged. */
    @Test
    void usesTheFieldsWordsInPrograms() throws IOException {
        List<String> problems = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        for (Path file : programs()) {
            String name = file.getFileName().toString();
            String kind = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
            Optional<Prose> prose =
                    switch (kind) {
                        case "java" ->
                            Optional.of(Prose.ofCode(
                                    Files.readString(file),
                                    file.startsWith("../src/main") || file.startsWith("../stacks/main")));
                        case "js", "mjs", "json5", "alloy" -> Optional.of(Prose.ofCode(Files.readString(file), false));
                        case "sh", "jq", "yaml", "yml", "py", "cfg", "hcl", "toml", "txt" ->
                            Optional.of(Prose.ofScript(Files.readString(file)));
                        default -> Optional.empty();
                    };
            prose.ifPresent(text -> {
                kinds.add(kind);
                text.findings(Vocabulary.words())
                        .forEach(finding -> problems.add(ROOT.relativize(file) + ":" + finding));
            });
        }
        assertThat(problems).isEmpty();
        assertThat(kinds).contains("java", "js", "json5", "sh", "jq", "yaml", "py", "alloy");
    }

    @Test
    void readsOfAProgramWhatPeopleReadAndNoNames() {
        String code =
                "/** Mends\n * it by\n * itself, {@code mend}. */\nvoid mend() { say(\"mend\"); say(\"mend it\"); } // https://mend.example";
        assertThat(Prose.ofCode(code, true).findings(Vocabulary.words()))
                .containsExactly(
                        "1: \"Mends\": write fix, repair",
                        "4: \"mend\": write fix, repair",
                        "2: \"by itself\": write automatically");
        assertThat(Prose.ofCode(code, false).findings(Vocabulary.words())).hasSize(2);
        assertThat(Prose.ofScript("mend # mends $mend\n").findings(Vocabulary.words()))
                .containsExactly("1: \"mends\": write fix, repair");
    }

    /** The files of the sources: everything but what is generated, reviewed JSON, and the lists and tests of this check. */
    private static List<Path> programs() throws IOException {
        List<Path> programs = new ArrayList<>();
        for (String folder :
                List.of("src", "stacks", "e2e", "tools", "bench", "config", "bindings/google", "bindings/aws")) {
            try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
                found.filter(Files::isRegularFile).sorted().forEach(programs::add);
            }
        }
        programs.removeIf(file -> file.toString().matches(".*/(target|golden|node_modules|docs)/.*|.*/words.txt"));
        return programs;
    }

    @Test
    void readsAllKindsOfText() throws IOException {
        assertThat(texts().keySet())
                .hasSizeGreaterThan(150)
                .anyMatch(name -> name.startsWith("docs/runbooks/"))
                .contains("config/gcp-dev.yaml", "help estimate --nodes", "dashboards/chat.json Public URL")
                .contains("rules/chat.yaml ChatDown");
    }

    @Test
    void namesTheLineAndWhatToWrite() {
        Prose page =
                Prose.ofMarkdown("# A title\n\nIt comes back by\nitself, `mend` is code.\n\n    mend\n\n- mends it.\n");
        assertThat(page.findings(Vocabulary.words()))
                .containsExactly("8: \"mends\": write fix, repair", "3: \"by itself\": write automatically");
    }

    @Test
    void countsTheWordsOfASentence() {
        String thirty = "word ".repeat(Prose.LONGEST - 1) + "end.";
        assertThat(Prose.ofMarkdown("# T\n\n" + thirty + "\n" + thirty + "\n\n| " + thirty + " | a |\n")
                        .longSentences())
                .isEmpty();
        assertThat(Prose.ofMarkdown("# T\n\nShort.\nOne " + thirty).longSentences())
                .singleElement()
                .asString()
                .startsWith("4: a sentence of 31 words, at most 30: One word word");
    }

    /** Every text with its place. */
    private static Map<String, Prose> texts() throws IOException {
        Map<String, Prose> texts = new LinkedHashMap<>();
        for (Path page : files(ROOT, 1, ".md")) {
            texts.put(page.getFileName().toString(), Prose.ofMarkdown(Files.readString(page)));
        }
        texts.remove("CHANGELOG.md");
        for (String folder : List.of("docs", "config", "e2e", "bench")) {
            for (Path page : files(ROOT.resolve(folder), 2, ".md")) {
                texts.put(ROOT.relativize(page).toString(), Prose.ofMarkdown(Files.readString(page)));
            }
        }
        for (Path file : files(ROOT.resolve("config"), 1, ".yaml")) {
            texts.put(ROOT.relativize(file).toString(), Prose.ofComments(Files.readString(file)));
        }
        for (Path file : files(MONITORING.resolve("rules"), 1, ".yaml")) {
            for (JsonNode rule : YAML.readTree(file.toFile()).findValues("rules").stream()
                    .flatMap(rules -> rules.valueStream())
                    .toList()) {
                rule.path("annotations").properties().stream()
                        .filter(each -> Set.of("summary", "description").contains(each.getKey()))
                        .forEach(each -> texts.merge(
                                "rules/" + file.getFileName() + " "
                                        + rule.path("alert").asText(),
                                Prose.of(each.getValue().asText()),
                                (a, b) -> new Prose(a.text() + "\n\n" + b.text())));
            }
        }
        for (Path file : files(MONITORING.resolve("dashboards"), 1, ".json")) {
            dashboard("dashboards/" + file.getFileName(), YAML.readTree(file.toFile()), texts);
        }
        help("help", Main.commands(new Workplace(ROOT, ROOT, Map.of())), texts);
        return texts;
    }

    private static void dashboard(String file, JsonNode node, Map<String, Prose> texts) {
        if (node.has("title")) {
            texts.put(
                    file + " " + node.path("title").asText(),
                    Prose.of(node.path("title").asText() + "\n\n"
                            + node.path("description").asText()));
        }
        node.forEach(each -> dashboard(file, each, texts));
    }

    private static void help(String name, CommandLine command, Map<String, Prose> texts) {
        var usage = command.getCommandSpec().usageMessage();
        texts.put(
                name,
                Prose.of(String.join(
                        "\n",
                        Stream.of(usage.header(), usage.description(), usage.footer())
                                .flatMap(Arrays::stream)
                                .toList())));
        for (ArgSpec argument : command.getCommandSpec().args()) {
            String label = argument.isOption()
                    ? ((CommandLine.Model.OptionSpec) argument).longestName()
                    : argument.paramLabel();
            texts.put(name + " " + label, Prose.of(String.join("\n", argument.description())));
        }
        command.getSubcommands().forEach((each, subcommand) -> help(name + " " + each, subcommand, texts));
    }

    private static List<Path> files(Path folder, int depth, String suffix) throws IOException {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
