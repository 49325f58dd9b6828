package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What CI runs")
class CiTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /** A repository with one environment of two stacks; terraform is a stub that answers with the exit code in a file of the stack. */
    @BeforeEach
    void makesAnEnvironment() throws IOException {
        Files.createDirectories(folder.resolve("tools/ci"));
        for (String script : List.of("synth.sh", "plan.sh", "drift.sh", "deploy.sh")) {
            Files.copy(
                    ROOT.resolve("tools/ci").resolve(script),
                    folder.resolve("tools/ci").resolve(script));
        }
        for (String stack : List.of("prod-cluster", "prod-chat")) {
            Files.createDirectories(folder.resolve("cdktf.out/stacks").resolve(stack));
        }
        Files.writeString(folder.resolve("cdktf.out/order"), "prod-cluster\nprod-chat\n");
        program("chatstack", "case $1 in list) echo 'prod: prod-cluster prod-chat' ;; esac");
        program("bin/terraform", """
                echo "$@" >>%s
                case $1 in
                    plan)
                        code=$(cat code)
                        [ "$code" = 2 ] && echo 'Plan: 1 to add, 0 to change, 0 to destroy.'
                        [ "$code" = 1 ] && echo 'Error: no cluster'
                        for word; do case $word in -out=*) echo plan >"${word#-out=}" ;; esac; done
                        exit "$code" ;;
                esac
                """.formatted(folder.resolve("terraform.calls")));
    }

    @Test
    void saysThatNothingWouldChange() throws IOException {
        Program plan = plan(0, 0);

        assertThat(plan.succeeds().output()).contains("### prod-cluster: no change", "### prod-chat: no change");
        assertThat(folder.resolve("plans/prod-chat.tfplan")).doesNotExist();
    }

    @Test
    void keepsThePlanOfWhatWouldChange() throws IOException {
        Program plan = plan(0, 2);

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.output()).contains("### prod-chat: Plan: 1 to add, 0 to change, 0 to destroy.");
        assertThat(folder.resolve("plans/prod-chat.tfplan")).exists();
    }

    @Test
    void doesNotFailForWhatNeedsAClusterThatIsStillToBeMade() throws IOException {
        assertThat(plan(2, 1).exitCode()).isEqualTo(2);
        assertThat(plan(0, 1).exitCode()).isEqualTo(1);
    }

    /** Its exit code is 2, as that of a plan with changes. */
    @Test
    void hasNoPlanOfWhatChatstackRefuses() throws IOException {
        program("chatstack", "echo 1 problem in config/prod.yaml >&2; exit 2");

        assertThat(plan(0, 0).exitCode()).isEqualTo(1);
    }

    @Test
    void readsNoOtherEnvironment() throws IOException {
        program("chatstack", """
                [ "$CHATSTACK_ENV" = prod ] || exit 2
                case $1 in list) echo 'prod: prod-cluster prod-chat' ;; esac
                """);

        assertThat(plan(0, 2).exitCode()).isEqualTo(2);
    }

    /** The job that signs in runs no code of the project, so that of a pull request neither. */
    @Test
    void plansWhatAnotherJobBuilt() throws IOException {
        program("chatstack", "echo code of the project runs; exit 1");

        Program plan = script("tools/ci/plan.sh", 0, 2, List.of("--synthesized", "--from-state"));

        assertThat(plan.exitCode()).as(plan.output()).isEqualTo(2);
        assertThat(folder.resolve("terraform.calls")).content().contains("-refresh=false");
    }

    @Test
    void deploysWhatAnotherJobBuiltInItsOrder() throws IOException {
        program("chatstack", "echo code of the project runs; exit 1");

        script("tools/ci/deploy.sh", 0, 0, List.of()).succeeds();

        assertThat(folder.resolve("terraform.calls"))
                .content()
                .containsSubsequence("stacks/prod-cluster apply", "stacks/prod-chat apply");
    }

    @Test
    void deploysNoStackOfAnotherEnvironment() throws IOException {
        Files.writeString(folder.resolve("cdktf.out/order"), "production-cluster\n");

        assertThat(script("tools/ci/deploy.sh", 0, 0, List.of()).exitCode()).isEqualTo(1);
        assertThat(folder.resolve("terraform.calls")).doesNotExist();
    }

    @Test
    void opensAnIssueWhenSomethingHasDriftedAndSaysMoreOnTheOneThatIsOpen() throws IOException {
        assertThat(drift(2, "")).containsExactly("issue create --title Drift in prod --body-file -");
        assertThat(drift(2, "7")).containsExactly("issue comment 7 --body-file -");
    }

    @Test
    void closesTheIssueWhenNothingDrifts() throws IOException {
        assertThat(drift(0, "7")).containsExactly("issue close 7 --comment What runs is again what the files say.");
        assertThat(drift(0, "")).isEmpty();
    }

    @Test
    void callsAPlanThatFailsNoDrift() throws IOException {
        assertThat(drift(1, "7")).isEmpty();
    }

    @Test
    void passesActionlint() {
        assumeTrue(
                Program.run(ROOT, "sh", "-c", "command -v actionlint").exitCode() == 0,
                "not run: actionlint is not installed, and bootstrap-mgmt.sh does not install it");
        Program.run(ROOT, "actionlint").succeeds();
    }

    /** A tag can be moved to another commit by anyone who owns the action. */
    @Test
    void takesActionsOfOthersByCommit() throws IOException {
        List<String> uses = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve(".github"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("uses: ") && !line.contains("uses: ./"))
                        .forEach(uses::add);
            }
        }

        assertThat(uses).isNotEmpty().allMatch(line -> line.matches(".*uses: [\\w/-]+@[0-9a-f]{40} # v[0-9.]+"));
    }

    @Test
    void renovateFindsEveryChartAndImage() throws IOException {
        String versions = Files.readString(ROOT.resolve("src/main/resources/versions.yaml"));
        TreeSet<String> found = new TreeSet<>();
        for (JsonNode manager : new ObjectMapper()
                .readTree(ROOT.resolve("renovate.json").toFile())
                .path("customManagers")) {
            Matcher matcher =
                    Pattern.compile(manager.at("/matchStrings/0").asText()).matcher(versions);
            while (matcher.find()) {
                found.add(matcher.group("currentValue") + " " + matcher.group("depName"));
            }
        }

        TreeSet<String> wanted = new TreeSet<>();
        JsonNode all = new YAMLMapper().readTree(versions);
        all.path("charts")
                .forEach(chart -> wanted.add(chart.path("version").asText() + " "
                        + chart.path("name").asText()));
        for (JsonNode image : all.path("images")) {
            int colon = image.asText().lastIndexOf(':');
            // one whose version is a setting has none here
            if (colon > 0) {
                wanted.add(image.asText().substring(colon + 1) + " "
                        + image.asText().substring(0, colon));
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void renovateKeepsEachLineOfMongoDb() throws IOException {
        JsonNode rules = new ObjectMapper()
                .readTree(ROOT.resolve("renovate.json").toFile())
                .path("packageRules");
        List<String> releases = Versions.images().stream()
                .filter(image -> image.startsWith("mongo:"))
                .map(image -> image.substring("mongo:".length()))
                .toList();

        assertThat(releases).hasSizeGreaterThan(1).allSatisfy(release -> {
            List<JsonNode> ofThisLine = rules.valueStream()
                    .filter(rule -> rule.path("matchPackageNames").toString().contains("\"mongo\""))
                    .filter(rule -> expression(rule, "matchCurrentVersion")
                            .matcher(release)
                            .find())
                    .toList();
            assertThat(ofThisLine).hasSize(1);
            Pattern allowed = expression(ofThisLine.get(0), "allowedVersions");
            String line = release.replaceFirst("\\.\\d+$", "");
            assertThat(releases)
                    .allSatisfy(
                            other -> assertThat(allowed.matcher(other).find()).isEqualTo(other.startsWith(line + ".")));
        });
    }

    /** Renovate writes it between slashes; a rule without one goes for every version. */
    private static Pattern expression(JsonNode rule, String key) {
        return Pattern.compile(rule.path(key).asText().replaceAll("^/|/$", ""));
    }

    private Program plan(int cluster, int chat) throws IOException {
        return script("tools/ci/plan.sh", cluster, chat, "plans");
    }

    /** What is told to GitHub, where the issue with this number is open; gh is a stub. */
    private List<String> drift(int code, String issue) throws IOException {
        Path told = folder.resolve("told");
        Files.deleteIfExists(told);
        program("bin/gh", """
                [ "$2" = list ] && echo '%s' && exit
                [ "$2" = close ] || cat >/dev/null
                echo "$@" >>%s
                """.formatted(issue, told));

        Program drift = script("tools/ci/drift.sh", code, code);

        assertThat(drift.exitCode()).as(drift.output()).isEqualTo(code == 1 ? 1 : 0);
        assertThat(drift.output()).contains("### prod-cluster: ");
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    private Program script(String name, int cluster, int chat, String... more) throws IOException {
        return script(name, cluster, chat, List.of(), more);
    }

    private Program script(String name, int cluster, int chat, List<String> options, String... more)
            throws IOException {
        Files.writeString(folder.resolve("cdktf.out/stacks/prod-cluster/code"), String.valueOf(cluster));
        Files.writeString(folder.resolve("cdktf.out/stacks/prod-chat/code"), String.valueOf(chat));
        String path = "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH");
        return Program.run(
                folder,
                Stream.of(Stream.of("env", path, name), options.stream(), Stream.of("prod"), Stream.of(more))
                        .flatMap(words -> words)
                        .toArray(String[]::new));
    }

    private void program(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
