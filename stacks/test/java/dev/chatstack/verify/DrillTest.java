package dev.chatstack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.ProgramStandIn;
import dev.chatstack.load.Conversation;
import dev.chatstack.load.LoadPlan;
import dev.chatstack.load.StandInChat;
import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.cluster.Drill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat, kubectl and the database are stand-ins. */
@DisplayName("A drill")
class DrillTest {
    private static final Environment AWS = ConfigLoader.load(Path.of("..", "config", "aws-prod.yaml"));
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Answer DONE = new Answer(0, "", "");

    @TempDir
    Path folder;

    private StandInChat chat;

    @BeforeEach
    void starts() throws IOException {
        chat = new StandInChat();
    }

    @AfterEach
    void ends() throws IOException {
        chat.close();
    }

    private Conversation talk() {
        return Conversation.begin(
                new LoadPlan(chat.address(), 2, Duration.ZERO, Duration.ZERO, false), "admin", "right");
    }

    private Finding drill(Supplier<Answer> blow, Supplier<Finding> recovered) {
        Finding finding = new Drill("x", blow, recovered, this::talk, LOOK).examine();
        assertThat(chat.users()).isEmpty();
        return finding;
    }

    @Test
    void saysHowLongPeopleCouldNotChat() {
        AtomicInteger looks = new AtomicInteger();
        Finding finding = drill(
                () -> {
                    chat.away = true;
                    return DONE;
                },
                () -> {
                    if (looks.incrementAndGet() == 80) {
                        chat.away = false;
                    }
                    return looks.get() > 130 ? Finding.passed("") : Finding.failed("pod-1", "");
                });

        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASSED);
        assertThat(finding.found()).containsPattern("people could not chat for \\d+ s from .*; as before after \\d+ s");
    }

    @Test
    void saysThatNobodyNoticed() {
        assertThat(drill(() -> DONE, () -> Finding.passed("")).found()).contains("nobody noticed");
    }

    @Test
    void failsWhenItCannotBeDoneOrNothingWorksBefore() {
        assertThat(drill(() -> new Answer(1, "", "forbidden"), () -> Finding.passed(""))
                        .found())
                .isEqualTo("it could not be done: forbidden");
        chat.forgets = "message";
        assertThat(new Drill(
                                "x",
                                () -> {
                                    throw new IllegalStateException("broken");
                                },
                                () -> Finding.passed(""),
                                this::talk,
                                LOOK)
                        .examine()
                        .found())
                .startsWith("nothing was broken, for the test users cannot chat");
    }

    @Test
    void breaksAServerThePrimaryAndANodeWhichTakesPodsAgain() throws IOException {
        Path kubectl = ProgramStandIn.of(
                folder,
                "kubectl",
                "\"get pods \"*) echo '{\"items\": [{\"metadata\": {\"name\": \"rocketchat-server-5f-a\","
                        + " \"labels\": {\"pod-template-hash\": \"5f\"}, \"ownerReferences\": [{\"kind\": \"ReplicaSet\", \"name\": \"rocketchat-server-5f\"}]},"
                        + " \"spec\": {\"nodeName\": \"node-7\"}, \"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}]}'",
                "*\" delete pod \"* | \"uncordon \"*) true",
                "\"drain \"*) echo 'cannot evict' >&2; exit 1");
        Map<String, Inside> members = Map.of(
                "rocketchat-mongo-0", words -> new Answer(0, words[3].contains("SECONDARY") ? "PRIMARY" : "true", ""));
        List<Check> drills =
                new Drills(AWS, this::talk, LOOK).in(new LiveCluster(Kubectl.called(kubectl.toString())), members);

        assertThat(drills.stream().map(drill -> drill.examine().verdict()))
                .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.FAILED);
        assertThat(Files.readString(folder.resolve("kubectl-told")))
                .contains(
                        "-n application delete pod rocketchat-server-5f-a --grace-period=0 --force",
                        "-n application delete pod rocketchat-mongo-0 --grace-period=0 --force",
                        "drain node-7 --ignore-daemonsets",
                        "uncordon node-7");
    }
}
