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
        for (String script : List.of("synth.sh", "plan.sh", "drift.sh", "deploy.sh", "explain.sh", "limit.sh")) {
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
    void explainsAChangeInWordsAndKeepsTheJsonForTheJudgement() throws IOException {
        program("chatstack", """
            [ "$*" = 'explain -e prod --against 1a2b --limit data-safe --json' ] || exit 1
            echo '{"command": "explain", "text": ["the chat stops for a while, or a part of it", "cost: $10/month more"]}'
            exit 3
            """);

        Program explain =
                script("tools/ci/explain.sh", 0, 0, "1a2b", "data-safe").succeeds();

        assertThat(explain.output())
                .contains("for prod", "```\nthe chat stops for a while, or a part of it\ncost: $10/month more\n```");
        assertThat(folder.resolve("explain.json")).content().contains("\"command\"");
        program("chatstack", "exit 2");
        assertThat(script("tools/ci/explain.sh", 0, 0, "1a2b").exitCode()).isEqualTo(1);
    }

    @Test
    void letsAChangePassThatKeepsTheLimit() throws IOException {
        assertThat(limit("restart", false, "").exitCode()).isZero();
    }

    /** GitHub's answers are those of its REST interface; the pull request is by the person "author", the last push was at noon. */
    @Test
    void stopsAnInterruptionThatNobodyElseAcceptsAfterTheLastPush() throws IOException {
        String later = "labeled\tcolleague\t2026-11-20T13:00:00Z";
        assertThat(limit("downtime", true, later).succeeds().output()).contains("colleague accepts");

        assertThat(limit("downtime", true, "").output()).contains("label \"interruption accepted\" is not set");
        assertThat(limit("downtime", true, later + "\nunlabeled\tcolleague\t2026-11-20T13:30:00Z")
                        .output())
                .contains("is not set");
        assertThat(limit("downtime", true, "labeled\tauthor\t2026-11-20T13:00:00Z")
                        .output())
                .contains("The author set the label");
        assertThat(limit("downtime", true, "labeled\tcolleague\t2026-11-20T11:59:59Z")
                        .output())
                .contains("older than the last push");
        for (String event :
                List.of("", "labeled\tauthor\t2026-11-20T13:00:00Z", "labeled\tcolleague\t2026-11-20T11:59:59Z")) {
            assertThat(limit("downtime", true, event).exitCode()).isEqualTo(1);
        }
    }

    /** The label for an interruption is not one for the loss of data. */
    @Test
    void asksForAnotherLabelWhenDataIsAtRisk() throws IOException {
        assertThat(limit("data-at-risk", true, "").output()).contains("sets the label \"data loss accepted\"");
        assertThat(folder.resolve("asked")).content().contains(".label.name == \"data loss accepted\"");
    }

    @Test
    void stopsAChangeWithoutAnAnswerOfExplain() throws IOException {
        Files.writeString(folder.resolve("explain.json"), "{\"command\": \"explain\", \"problems\": []}");
        assertThat(Program.run(folder, "tools/ci/limit.sh", "explain.json", "7", "42")
                        .exitCode())
                .isEqualTo(1);
    }

    /** What the script says of a change whose worst part is {@code worst}, where GitHub knows {@code events}; gh is a stub. */
    private Program limit(String worst, boolean exceeded, String events) throws IOException {
        Files.writeString(folder.resolve("explain.json"), """
            {"command": "explain", "text": ["words"], "verdict": {"worst": "%s", "limit": "nobody-interrupted", "exceeded": %s}}
            """.formatted(worst, exceeded));
        Files.writeString(folder.resolve("events"), events);
        program("bin/gh", """
            echo "$@" >>%s
            case "$*" in
                *repos/o/r/pulls/7*) echo author ;;
                *repos/o/r/actions/runs/42*) echo 2026-11-20T12:00:00Z ;;
                *repos/o/r/issues/7/events*) cat events ;;
                *) exit 9 ;;
            esac
            """.formatted(folder.resolve("asked")));
        return Program.run(
                folder,
                "env",
                "GH_REPO=o/r",
                "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"),
                "tools/ci/limit.sh",
                "explain.json",
                "7",
                "42");
    }

    /** The judgement is the base's own script, it runs for what is affected, and no job that judges builds the change. */
    @Test
    void judgesEachPullRequest() throws IOException {
        JsonNode jobs = new YAMLMapper()
                .readTree(ROOT.resolve(".github/workflows/plan.yaml").toFile())
                .path("jobs");
        JsonNode limit = jobs.path("limit");
        assertThat(limit.at("/strategy/matrix/environment").asText()).contains("needs.chosen.outputs.environments");
        assertThat(limit.at("/steps/0/with/ref").asText()).isEqualTo("${{ github.event.pull_request.base.sha }}");
        assertThat(limit.path("steps").toString())
                .contains("tools/ci/limit.sh explain.json")
                .doesNotContain("./chatstack", "bootstrap");
        assertThat(jobs.at("/explain/steps").toString())
                .contains("tools/ci/explain.sh", "vars.CHATSTACK_LIMIT || 'nobody-interrupted'");
        assertThat(jobs.path("explain").has("permissions")).isFalse();
        assertThat(ROOT.resolve(".gitlab-ci.yml"))
                .content()
                .contains("tools/ci/explain.sh", "$CI_MERGE_REQUEST_LABELS", "./chatstack affected --since");
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

    /** Newer ones refuse what docs/interrupted.md tells. */
    @Test
    void renovateLeavesTheProviderOfKubernetesAsItIs() throws IOException {
        JsonNode rules = new ObjectMapper()
                .readTree(ROOT.resolve("renovate.json").toFile())
                .path("packageRules");

        assertThat(rules.valueStream()
                        .filter(rule ->
                                rule.path("matchPackageNames").toString().contains("\"hashicorp/kubernetes\"")))
                .singleElement()
                .satisfies(
                        rule -> assertThat(rule.path("enabled").asBoolean(true)).isFalse());
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
