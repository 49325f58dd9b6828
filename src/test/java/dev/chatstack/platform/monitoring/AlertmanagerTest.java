package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerTest {
    @TempDir
    Path folder;

    @Test
    void acceptsEveryMixOfMailAndSlack() {
        for (Set<String> ways : List.of(Set.<String>of(), Set.of("email"), Set.of("slack"), Set.of("email", "slack"))) {
            check(ways).succeeds();
        }
    }

    @Test
    void acceptsRocketChatAndTheDeadMansSwitchToo() {
        Matcher version = Pattern.compile("version 0\\.(\\d+)")
                .matcher(Program.run(folder, "amtool", "--version").output());
        assumeFalse(
                version.find() && Integer.parseInt(version.group(1)) < 28,
                "this amtool is older than 0.28 and knows no rocketchat_configs and no url_file");
        check(Alertmanager.WAYS.keySet()).succeeds();
    }

    @ParameterizedTest
    @CsvSource({
        "alertname=ChatDown severity=page, page",
        "alertname=ChatSlow severity=ticket, ticket",
        "alertname=Watchdog severity=none, watchdog",
        "alertname=SomebodysOwn severity=critical, ticket",
        "alertname=SomebodysOwn, ticket",
    })
    void sendsEachAlertWhereItBelongs(String labels, String receiver) {
        Path file = Alertmanager.configure(folder, Set.of("email"));
        String[] command = ("amtool config routes test --config.file=" + file + " " + labels).split(" ");
        assertThat(Program.run(folder, command).succeeds().output().lines()).contains(receiver);
    }

    @Test
    void silencesOnlyByAlertsThatExist() throws IOException {
        Set<String> known = new TreeSet<>();
        RuleFiles.alerts().forEach(alert -> known.add(alert.name()));
        Matcher named = Pattern.compile("alertname =~? \"([^\"]+)\"")
                .matcher(Files.readString(Alertmanager.FOLDER.resolve("alertmanager.yaml")));
        int count = 0;
        while (named.find()) {
            assertThat(known).contains(named.group(1).split("\\|"));
            count++;
        }
        assertThat(count).isGreaterThan(10);
    }

    @Test
    void takesEverySecretFromAFile() throws IOException {
        assertThat(Files.readAllLines(Alertmanager.FOLDER.resolve("receivers.yaml")))
                .filteredOn(line -> line.matches(".*(password|token|token_id|api_url|url)(_file)?:.*"))
                .hasSize(5 + 1)
                .allMatch(line -> line.contains("_file: \"${SECRETS}/") || line.contains("api_url: \"${CHAT_URL}\""));
    }

    @Test
    void writesAMessageThatSaysWhatPeopleNoticeAndWhatToDo() throws IOException {
        Files.writeString(folder.resolve("alerts.json"), """
                {"status": "firing", "commonLabels": {"severity": "page", "environment": "gcp-prod"}, "alerts": [
                 {"status": "firing", "startsAt": "2026-11-20T03:00:00Z", "labels": {"alertname": "ChatDown", "environment": "gcp-prod"},
                  "annotations": {"summary": "The chat does not answer", "description": "Nobody can log in.",
                                  "runbook_url": "docs/runbooks/ChatDown.md"}}]}
                """);
        assertThat(render("chatstack.title")).isEqualTo("PAGE: The chat does not answer (gcp-prod)");
        assertThat(render("chatstack.text")).isEqualTo("""
                        ChatDown: The chat does not answer
                        Nobody can log in.
                        Since 2026-11-20 03:00 UTC, what to do: ./chatstack runbook -e gcp-prod ChatDown""");
    }

    private String render(String template) {
        return Program.run(
                        folder,
                        "amtool",
                        "template",
                        "render",
                        "--template.glob=" + Alertmanager.FOLDER.toAbsolutePath() + "/*.tmpl",
                        "--template.text={{ template \"" + template + "\" . }}",
                        "--template.data=alerts.json")
                .succeeds()
                .output()
                .strip();
    }

    private Program check(Set<String> ways) {
        return Program.run(
                folder,
                "amtool",
                "check-config",
                Alertmanager.configure(folder, ways).toString());
    }
}
