package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.golden.GoldenFile;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shell runs every command of the pages, in an empty folder where each program is a stub that notes how it was called. kubectl and
 * Helm are asked whether they know the words; the names among them must be those of what a stack makes.
 */
@DisplayName("The commands of the pages")
class CommandsInDocsTest {
    private static final Path ROOT = Path.of("..");

    /** What acts on something: never run here. */
    private static final List<String> STUBS = List.of(
            "kubectl",
            "kubelogin",
            "helm",
            "cdktf",
            "cdktn",
            "terraform",
            "aws",
            "az",
            "gcloud",
            "oc",
            "docker",
            "curl",
            "git",
            "newgrp",
            "rclone",
            "sudo",
            "scp",
            "skopeo",
            "ssh",
            "sleep",
            "vagrant");

    /** What only reads what it is given. */
    private static final List<String> FILTERS = List.of(
            "awk",
            "base64",
            "bash",
            "cat",
            "cut",
            "date",
            "env",
            "grep",
            "head",
            "jq",
            "sed",
            "sh",
            "sha256sum",
            "sort",
            "tail",
            "tr",
            "uniq",
            "xargs");

    private static final Pattern INLINE =
            Pattern.compile("`((?:" + String.join("|", STUBS) + "|\\./chatstack) [^`]+)`");

    /** Names that a chart or an operator gives, namespaces that every cluster has, and what no shipped environment chooses. */
    private static final Set<String> OF_OTHERS = Set.of(
            "monitoring-grafana",
            "prometheus-operated",
            "monitoring-alertmanager",
            "ingress-azure",
            "istio-ingressgateway",
            "chat-nats",
            "chat-rocketchat-server",
            "alertmanager",
            "alloy",
            "prometheus",
            "kube-system",
            "longhorn-system",
            "minio");

    @TempDir
    static Path folder;

    private static List<List<String>> calls;
    private static Set<String> known;

    @BeforeAll
    static void runsThem() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        for (String filter : FILTERS) {
            script(programs.resolve(filter), "exec " + which(filter) + " \"$@\"");
        }
        for (String stub : STUBS) {
            script(
                    programs.resolve(stub),
                    // written at once, for both ends of a pipe note themselves in the same moment
                    "call=$(printf '%s\\037' \"${0##*/}\" \"$@\"); printf '%s\\036' \"$call\" >>" + folder + "/calls");
        }
        List<String> problems = new ArrayList<>();
        for (Path page : DocsTest.pages().toList()) {
            for (String command : commands(page)) {
                String output = run(command, programs);
                if (Pattern.compile("command not found|syntax error|unexpected EOF")
                        .matcher(output)
                        .find()) {
                    problems.add(page + ": " + command + "\n" + output);
                }
            }
        }
        assertThat(problems).isEmpty();
        calls = Arrays.stream(Files.readString(folder.resolve("calls")).split("\036"))
                .map(call -> List.of(call.split("\037")))
                .toList();
        known = names();
    }

    @Test
    void findsMany() {
        assertThat(calls).hasSizeGreaterThan(200);
    }

    @Test
    void usesWordsThatKubectlAndHelmKnow() {
        for (String program : List.of("kubectl", "helm")) {
            String real = which(program);
            assumeTrue(
                    !real.isEmpty(),
                    "not run: " + program + " is not installed; ./bootstrap-mgmt.sh --only " + program);
            Set<List<String>> asked =
                    of(program).map(CommandsInDocsTest::askingForHelp).collect(Collectors.toSet());
            for (List<String> words : asked) {
                Program answer = Program.run(
                        folder, Stream.concat(Stream.of(real), words.stream()).toArray(String[]::new));
                assertThat(answer.exitCode())
                        .as(program + " " + words + "\n" + answer.output())
                        .isZero();
            }
        }
    }

    @Test
    void namesNamespacesThatAreMade() {
        of("kubectl").forEach(words -> {
            int option = words.indexOf("-n");
            if (option >= 0 && !words.get(option + 1).matches("[A-Z]+")) {
                assertThat(known).as(words.toString()).contains(words.get(option + 1));
            }
        });
    }

    @Test
    void namesWorkloadsAndPodsThatAreMade() {
        Pattern workload = Pattern.compile("(?:deployment|deploy|statefulset|svc|service|cronjob)/(.+)");
        Pattern pod = Pattern.compile("([a-z][a-z0-9-]*)-[0-9N]");
        Pattern label = Pattern.compile("app\\.kubernetes\\.io/name=([a-z][a-z0-9-]*)");
        of("kubectl").forEach(words -> {
            for (String word : words.contains("--") ? words.subList(0, words.indexOf("--")) : words) {
                for (Pattern pattern : List.of(workload, pod, label)) {
                    var match = pattern.matcher(word);
                    if (match.matches() && !match.group(1).matches("[A-Z]+|data-.*")) {
                        assertThat(known).as(words.toString()).contains(match.group(1));
                    }
                }
            }
        });
    }

    @Test
    void namesStacksAndWhatTheCommandLineDoes() {
        Set<String> stacks = new TreeSet<>(Set.of("ENV-cluster", "ENV-platform", "ENV-chat", "ENV-*"));
        GoldenFile.all().forEach(golden -> {
            stacks.add(golden.stack());
            stacks.add(golden.stack().replaceFirst("-(cluster|platform|chat)$", "-*"));
        });
        Stream.concat(of("cdktf"), of("cdktn")).forEach(words -> {
            assertThat(words.get(0)).as(words.toString()).isIn("deploy", "diff", "destroy", "output");
            assertThat(stacks).as(words.toString()).containsAll(words.subList(1, words.size()));
        });
    }

    @Test
    void namesFilesOfTheRepository() throws IOException {
        Pattern file = Pattern.compile(
                "(?<![\\w./-])((?:e2e|tools|bench|bindings|docs|src|stacks|config)/[\\w./-]*\\w\\.(?:sh|py|yaml|json|txt|java|md))\\b");
        Pattern placeholder = Pattern.compile("ENV|NAME|MailServerSilent");
        for (Path page : DocsTest.pages().toList()) {
            assertThat(file.matcher(Files.readString(page))
                            .results()
                            .map(match -> match.group(1))
                            .filter(name -> !placeholder.matcher(name).find()))
                    .as(page.toString())
                    .allSatisfy(name -> assertThat(
                                    Files.exists(ROOT.resolve(name)) || Files.exists(page.resolveSibling(name)))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void namesWhatTheBootstrapInstallsAndTestsThatExist() throws IOException {
        String bootstrap = Files.readString(ROOT.resolve("bootstrap-mgmt.sh"));
        String sources = Program.run(ROOT, "find", "src/test", "stacks/test", "-name", "*Test.java")
                .succeeds()
                .output();
        for (Path page : DocsTest.pages().toList()) {
            String text = Files.readString(page);
            Pattern.compile("bootstrap-mgmt\\.sh((?: --[a-z]+)+)")
                    .matcher(text)
                    .results()
                    .forEach(match -> Arrays.stream(match.group(1).trim().split(" "))
                            .forEach(option -> assertThat(bootstrap)
                                    .as(page + ": " + option)
                                    .contains(" " + option)));
            Pattern.compile("-Dtest=([A-Z]\\w+)")
                    .matcher(text)
                    .results()
                    .filter(match -> !match.group(1).equals("MailProbeTest"))
                    .forEach(match -> assertThat(sources).contains("/" + match.group(1) + ".java"));
        }
    }

    private static Stream<List<String>> of(String program) {
        return calls.stream()
                .filter(call -> call.get(0).equals(program) && call.size() > 1)
                .map(call -> call.subList(1, call.size()));
    }

    /** The words with {@code --help} among them: every option is read, and nothing is done. */
    private static List<String> askingForHelp(List<String> words) {
        List<String> asked = new ArrayList<>(words);
        asked.add(words.contains("--") ? words.indexOf("--") : words.size(), "--help");
        return asked;
    }

    /** Blocks that begin with a program, and code within the text that does. */
    private static List<String> commands(Path page) throws IOException {
        Pattern begins = Pattern.compile(
                "(?:#.*\\n)*(?:export |for |[A-Z_]+=|\\./|e2e/|(?:" + String.join("|", STUBS) + ") )(?s:.*)");
        List<String> commands = new ArrayList<>(DocsTest.blocks(page));
        commands.removeIf(block -> !begins.matcher(block).matches());
        INLINE.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1).replace("\\|", "|"))
                .filter(command -> !command.contains("…") && !command.contains("..."))
                .forEach(commands::add);
        return commands;
    }

    private static String run(String command, Path programs) throws IOException {
        Path place = Files.createTempDirectory(folder, "place");
        Files.createDirectories(place.resolve("cdktf.out/stacks/azure-prod-cluster"));
        Pattern.compile("(?<![\\w/.])(?:\\./|e2e/|bench/|tools/)[\\w./-]+")
                .matcher(command)
                .results()
                .forEach(match -> script(place.resolve(match.group()).normalize(), ""));
        Path script = Files.writeString(place.resolve("commands"), command.replaceAll("<[a-zA-Z -]+>", "X"));
        return Program.run(
                        place,
                        "env",
                        "-i",
                        "PATH=" + programs,
                        "HOME=" + place,
                        "NS=application",
                        "SERVERS=2",
                        "MEMBERS=3",
                        "SET=rocketchat-mongo",
                        "MON=application-monitoring",
                        which("timeout"),
                        "20",
                        which("bash"),
                        script.toString())
                .output();
    }

    private static void script(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n" + content + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String which(String program) {
        return Program.run(folder, "sh", "-c", "command -v " + program).output().trim();
    }

    /** Namespaces, workloads, and labels of pods. */
    private static Set<String> names() {
        Set<String> names = new TreeSet<>(OF_OTHERS);
        for (GoldenFile stack : GoldenFile.all()) {
            JsonNode resources = stack.read().path("resource");
            for (String kind : List.of("namespace", "deployment", "stateful_set", "service", "cron_job")) {
                resources
                        .path("kubernetes_" + kind + "_v1")
                        .forEach(resource ->
                                names.add(resource.at("/metadata/name").asText()));
            }
            names.addAll(resources.findValuesAsText("app.kubernetes.io/name"));
        }
        return names;
    }
}
