package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cli.Main;
import dev.chatstack.cli.Workplace;
import dev.chatstack.golden.GoldenFile;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What people are told to type exists: commands and their options, the objects they name, settings, pages. */
@DisplayName("The pages")
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)\\s]*)\\)");
    private static final Pattern OURS = Pattern.compile("\\./chatstack((?: [^\\s`|;&#>()]+)*)");
    private static final Pattern OBJECT =
            Pattern.compile("\\b(deployment|deploy|statefulset|cronjob|service|secret|configmap)[/"
                    + " ]([a-z][a-z0-9-]+[a-z0-9])(?=[\\s`]|$)");
    private static final Pattern SETTING = Pattern.compile(
            "`((?:cloud|chat|mongodb|monitoring|backup|mesh|state|rbac)(?:\\.[a-zA-Z]+)+)(?<!\\.(?:sh|js|jq|yaml|md))(?::"
                    + " [^`]+)?`");

    /** A class of tests, and one of its methods where it is named. */
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.([a-z]\\w+))?`");

    /** What the launcher does itself. */
    private static final Set<String> LAUNCHER = Set.of("test", "e2e", "release", "version");

    /** Words that follow a kind of object in a command and are no name. */
    private static final Set<String> NO_NAMES = Set.of("generic", "tls");

    @TempDir
    Path folder;

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String place : List.of("", "docs", "docs/decisions", "docs/runbooks", "e2e", "bench", "config")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToPagesAndHeadingsThatExist(Path page) throws IOException {
        for (String link : found(LINK, Files.readString(page))) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(target).as(link).exists();
            if (parts.length == 2 && target.toString().endsWith(".md")) {
                assertThat(anchors(target)).as(link).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesCommandsAndOptionsOfTheProgram(Path page) throws IOException {
        for (String arguments : found(OURS, Files.readString(page))) {
            List<String> typed = Arrays.stream(
                            arguments.replaceAll("[\\[\\]]", "").trim().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (!typed.isEmpty() && LAUNCHER.contains(typed.get(0))) {
                continue;
            }
            // a command that is only mentioned needs no options
            if (typed.size() == 1 && program().getSubcommands().containsKey(typed.get(0))) {
                continue;
            }
            assertThatCode(() -> program().parseArgs(typed.toArray(String[]::new)))
                    .as("./chatstack" + arguments)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesObjectsThatAStackMakes(Path page) throws IOException {
        Set<String> known = objects();
        for (String block : blocks(page)) {
            OBJECT.matcher(block)
                    .results()
                    .map(match -> match.group(2))
                    .filter(name -> !NO_NAMES.contains(name))
                    .forEach(name -> assertThat(known).as(page + ": " + block).contains(name));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesSettingsThatExist(Path page) throws IOException {
        Set<String> known = settings();
        found(SETTING, Files.readString(page))
                .forEach(setting -> assertThat(known).contains(setting));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasBlocksThatAShellCanRead(Path page) throws IOException {
        for (String block : blocks(page)) {
            if (block.lines()
                    .findFirst()
                    .orElse("")
                    .matches("(kubectl|export|cdktf|terraform|\\./|gcloud|aws|az|helm|e2e/).*")) {
                Path script = Files.writeString(folder.resolve("block.sh"), block.replaceAll("<[a-zA-Z -]+>", "X"));
                assertThat(Program.run(folder, "bash", "-n", script.toString()).exitCode())
                        .as(block)
                        .isZero();
            }
        }
    }

    /** A test that a page calls to witness. */
    @ParameterizedTest
    @MethodSource("pages")
    void namesTestsThatExist(Path page) throws IOException {
        Map<String, String> tests = tests();
        TEST.matcher(Files.readString(page)).results().forEach(named -> {
            assertThat(tests).as(named.group()).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(tests.get(named.group(1))).as(named.group()).contains(" void " + named.group(2) + "(");
            }
        });
    }

    /** What an attacker can reach is a claim like any other: a test or a row of another page shows it, or it is accepted. */
    @Test
    void showsEachLineOfTheThreatModel() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        List<String> rows = page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |") && !line.startsWith("| what "))
                .toList();

        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(row -> assertThat(
                        row.substring(row.lastIndexOf("| ", row.length() - 2)))
                .containsPattern(TEST.pattern()
                        + "|\\.test\\.mjs`|`\\./chatstack e2e|verification\\.md|\\]\\([\\w-]+\\.md|accepted|by design|the same|chart-rights"
                        + "|`gcp-dev-cluster`|checksum|hashes|TLS"));
        Pattern.compile("e2e -- -k (\\w+)").matcher(page).results().forEach(part -> assertThat(
                        ROOT.resolve("e2e/kubernetes/test_" + part.group(1) + ".py"))
                .exists());
        assertThat(Pattern.compile("`([\\w-]+\\.test\\.mjs)`").matcher(page).results())
                .isNotEmpty()
                .allSatisfy(script -> assertThat(files("src/test/scripts")).contains(script.group(1)));
    }

    /** Text of each test class, by its name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        for (String module : List.of("src", "stacks")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/test/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }

    private static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void listsEveryPageInTheIndex() throws IOException {
        Path docs = ROOT.resolve("docs");
        List<String> listed = found(LINK, Files.readString(docs.resolve("README.md")));
        try (Stream<Path> files = Files.list(docs)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".md") && !file.equals("README.md")))
                    .isSubsetOf(listed);
        }
    }

    @Test
    void findsEnoughForTheseTestsToMeanSomething() throws IOException {
        Set<String> ours = new TreeSet<>();
        Set<String> settings = new TreeSet<>();
        for (Path page : pages().toList()) {
            ours.addAll(found(OURS, Files.readString(page)));
            settings.addAll(found(SETTING, Files.readString(page)));
        }
        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(settings).hasSizeGreaterThan(10);
    }

    private static CommandLine program() {
        return Main.commands(new Workplace(ROOT, ROOT, Map.of()));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("#")) {
                anchors.add(line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }

    /** Runs of lines that are indented by four, and what stands between fences. */
    static List<String> blocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean fenced = false;
        for (String line : Files.readAllLines(page)) {
            boolean fence = line.strip().startsWith("```");
            fenced ^= fence;
            if (!fence && (fenced || line.startsWith("    "))) {
                block.append(line.strip()).append('\n');
            } else if (!block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block.toString());
        }
        return blocks;
    }

    /** The name of everything that a reviewed stack makes. Secrets that people make are named by settings, and so by an environment. */
    private static Set<String> objects() {
        Set<String> names = new HashSet<>(List.of("chat-certificate", "chat-tls", "alerts"));
        for (GoldenFile stack : GoldenFile.all()) {
            JsonNode resources = stack.read().path("resource");
            names.addAll(resources.findValuesAsText("name"));
            resources.findValues("secret_ref").forEach(each -> names.addAll(each.findValuesAsText("name")));
        }
        // of a chart, made by its name
        names.addAll(List.of(
                "monitoring-grafana",
                "monitoring-prometheus",
                "monitoring-alertmanager",
                "chat-ddp-streamer",
                "chat-rocketchat-server"));
        return names;
    }

    private static Set<String> settings() throws IOException {
        Set<String> paths = new HashSet<>();
        JsonNode schema =
                JSON.readTree(ROOT.resolve("config").resolve("schema.json").toFile());
        walk(schema, schema, "", paths, 0);
        return paths;
    }

    private static void walk(JsonNode schema, JsonNode root, String path, Set<String> paths, int depth) {
        if (depth > 12) {
            return;
        }
        if (schema.has("$ref")) {
            walk(root.at(schema.path("$ref").asText().substring(1)), root, path, paths, depth + 1);
        }
        for (String many : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(many).forEach(each -> walk(each, root, path, paths, depth + 1));
        }
        schema.path("properties").properties().forEach(property -> {
            String name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            paths.add(name);
            walk(property.getValue(), root, name, paths, depth + 1);
        });
        // the values of a map have the map's path
        if (schema.path("additionalProperties").isObject()) {
            walk(schema.path("additionalProperties"), root, path, paths, depth + 1);
        }
    }
}
