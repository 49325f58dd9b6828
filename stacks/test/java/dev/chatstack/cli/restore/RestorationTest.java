package dev.chatstack.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.cli.CapturedOutput;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.workload.backup.BackupHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A restore is one command")
class RestorationTest {
    private static final Wanted LATEST = new Wanted(Wanted.Kind.RESTORE, "latest");

    @RegisterExtension
    final CapturedOutput output = new CapturedOutput();

    @TempDir
    private Path folder;

    private Places places;
    private String backup;
    private Map<String, String> content;
    private boolean spares = true;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void aChatWithABackup() throws IOException {
        places = new Places(folder);
        backup = places.database.onlyBackup();
        content = places.database.content();
        Instant now = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        places.database.says("alice", now);
        places.database.says("alice", now.plusSeconds(1));
        places.database.says("bob", now.plusSeconds(2));
    }

    private void run(String kind, Wanted wanted, boolean keep, boolean yes) {
        new Restoration(places.place(kind), wanted, keep, spares, question -> {
                    asked.add(question);
                    return yes;
                })
                .run();
    }

    private String printed() {
        return output.out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "host"})
    void saysAsksKeepsRestoresComparesAndStartsTheChat(String kind) {
        run(kind, LATEST, true, true);

        assertThat(asked).containsExactly("Restore " + backup + " in the place of what is there?");
        assertThat(printed())
                .contains(": 2005 documents, 2000 messages, 5 users, 0 files\n")
                .contains("is lost: 3 messages of 2 people, from ", ": alice 2, bob 1\n")
                .containsPattern("takes about [0-9]+ minutes, with the chat stopped: reckoned with 50 MB/s")
                .contains("all as the manifest says")
                .endsWith("restored; the chat is back\n");
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns(kind)).isTrue();
        assertThat(places.database.backups()).hasSize(2).containsKey(backup);
    }

    private Path aFileThatIsGone() throws IOException {
        Path file = places.files().resolve("picture.png");
        Files.writeString(file, "a picture");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        places.copiesFiles();
        Files.delete(file);
        return file;
    }

    @Test
    void filesOnAVolumeComeBackWithTheDatabase() throws IOException {
        Path file = aFileThatIsGone();

        run("cluster", LATEST, false, true);

        assertThat(printed())
                .contains("brings 1 files, 0 MiB: 1 are gone here")
                .contains("restored 1 files, 0 MiB: all as the list says");
        assertThat(file).hasContent("a picture");
        assertThat(places.database.content()).isEqualTo(content);
    }

    @Test
    void aNoBringsNoFilesBack() throws IOException {
        Path file = aFileThatIsGone();

        assertThatThrownBy(() -> run("cluster", LATEST, false, false)).hasMessage("nothing was touched");

        assertThat(printed()).contains("this was the preview of 1 files");
        assertThat(file).doesNotExist();
    }

    /** The chat is back before the last file is. */
    @Test
    void filesThatAreStillComingBackAreFollowedByTheSameCommand() throws Exception {
        Path file = aFileThatIsGone();
        places.leaves("rollout", 1, "before");
        assertThatThrownBy(() -> run("cluster", LATEST, false, true)).isInstanceOf(UserError.class);
        places.comesBack();

        run("cluster", LATEST, false, true);
        places.settles();

        assertThat(file).hasContent("a picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "host"})
    void aNoTouchesNothing(String kind) {
        Map<String, String> now = places.database.content();

        assertThatThrownBy(() -> run(kind, LATEST, true, false))
                .isInstanceOf(UserError.class)
                .hasMessage("nothing was touched");
        assertThat(places.database.content()).isEqualTo(now);
        assertThat(places.chatRuns(kind)).isTrue();
        assertThat(places.database.backups()).hasSize(1);
    }

    @Test
    void anotherClusterIsRefused() {
        Place other = new ClusterPlace(
                places.program("kubectl"),
                "aws-prod",
                "application",
                "aws eks update-kubeconfig --name aws-prod",
                List.of(),
                java.time.Duration.ZERO);

        assertThatThrownBy(other::mustBeRight)
                .hasMessage("kubectl speaks to a cluster in which the environment prod runs, and not aws-prod:"
                        + " aws eks update-kubeconfig --name aws-prod");
    }

    /** What Terraform says of a machine is a word of a command, and no command. */
    @Test
    void theEngineOfAHostIsReadByNoShell() {
        Path file = folder.resolve("made-by-a-shell");

        new HostPlace(
                        places.program("docker"),
                        "local",
                        "ssh://chat@$(touch " + file + ")",
                        List.of(),
                        "rocketchat_restored",
                        java.time.Duration.ZERO)
                .mustBeRight();

        assertThat(file).doesNotExist();
    }

    /** Each line: the call at which the restore is interrupted, and whether it was still done. */
    @ParameterizedTest
    @CsvSource({
        "cluster, create, 1, after",
        "cluster, create, 2, before",
        "cluster, create, 2, after",
        "cluster, get, 5, after",
        "cluster, logs, 2, before",
        "cluster, rollout, 1, before",
        "host, check.sh, 1, after",
        "host, stop, 1, before",
        "host, stop, 1, after",
        "host, begin, 1, after",
        "host, start, 1, before",
        "host, forget, 1, before"
    })
    void leftAtAnyStepTheSameCommandTakesItUpAgain(String kind, String verb, int count, String moment)
            throws Exception {
        places.leaves(verb, count, moment);
        boolean keeps = verb.equals("create") && count == 2;
        assertThatThrownBy(() -> run(kind, LATEST, keeps, true)).isInstanceOf(UserError.class);
        assertThat(places.left()).as("it was cut off there").isTrue();
        places.comesBack();

        run(kind, new Wanted(Wanted.Kind.RESTORE, backup), false, true);

        places.settles();
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns(kind)).isTrue();
        assertThat(places.database.content()).doesNotContainKey("rocketchat.chatstack_restore_running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "host"})
    void aRestoreThatBreaksOffSaysWhatToTypeAndTheNextRepairsIt(String kind) {
        places.database.set("restore-dies");
        assertThatThrownBy(() -> run(kind, LATEST, false, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("chat stays stopped")
                .hasMessageContaining("ype the command again");
        assertThat(places.chatRuns(kind)).isFalse();
        places.database.unset("restore-dies");

        run(kind, LATEST, true, true);

        assertThat(printed()).contains("a restore broke off here: what the database holds is incomplete");
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns(kind)).isTrue();
    }

    /** A pod on a node that has died stays `Terminating`, and the Job waits in vain for its end. */
    @Test
    void aChatThatDoesNotEndLeavesTheDatabaseAndTheSameCommandRestoresLater() {
        Map<String, String> now = places.database.content();
        places.write("fails", List.of("gone-rocketchat-server"));

        assertThatThrownBy(() -> run("cluster", LATEST, false, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "failed in gone-rocketchat-server: the database was not touched, the chat may be stopped")
                .hasMessageEndingWith("then type the command again");
        assertThat(places.database.content()).isEqualTo(now);
        assertThat(places.chatRuns("cluster")).isFalse();
        places.write("fails", List.of());

        run("cluster", LATEST, false, true);

        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns("cluster")).isTrue();
    }

    @Test
    void aChatThatWasNotStartedIsStartedByTheSameCommand() {
        places.write("fails", List.of("start-rocketchat-server"));
        assertThatThrownBy(() -> run("cluster", LATEST, false, true))
                .hasMessageContaining("has restored, and could not start the chat; type the command again");
        places.write("fails", List.of());

        run("cluster", LATEST, false, true);
        assertThat(asked).hasSize(1);
        assertThat(places.chatRuns("cluster")).isTrue();

        // and once: the next restore is a new one
        run("cluster", LATEST, false, true);
        assertThat(asked).hasSize(2);
    }

    /** The backup of another environment, whose store was copied next to this one's. */
    private Wanted fromAnother(Wanted.Kind kind) throws IOException {
        BackupHost other =
                new BackupHost(Files.createDirectories(folder.resolve("other"))).with("ENVIRONMENT", "other");
        other.becomes(Instant.now().minus(90, ChronoUnit.MINUTES), 9);
        other.write("rocketchat.users", 1, 42);
        backup = other.backUp();
        content = other.content();
        Path copy = Files.createDirectories(places.database.store().resolve("from-other"));
        try (Stream<Path> files = Files.list(other.store())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return new Wanted(kind, "latest", Optional.of(new Source("other", Map.of("RESTORE_FROM", "other"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "host"})
    void ofAnotherEnvironmentReplacesWhatPeopleWroteOnlyWhenAsked(String kind) throws IOException {
        Wanted wanted = fromAnother(Wanted.Kind.RESTORE);
        Map<String, String> now = places.database.content();

        assertThatThrownBy(() -> run(kind, wanted, true, true))
                .hasMessage("nothing was touched: people have written here, and this is a production environment. To"
                        + " replace that by the backup of other, add --replace; to look at it first, --beside");
        assertThat(places.database.content()).isEqualTo(now);
        assertThat(asked).isEmpty();

        spares = false;
        run(kind, wanted, true, true);

        assertThat(asked).containsExactly("Restore " + backup + " of other in the place of what is there?");
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns(kind)).isTrue();
        // what was there is among its own backups
        assertThat(places.database.backups()).hasSize(2).doesNotContainKey(backup);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "host"})
    void ofAnotherEnvironmentBesideAndThenSwitchedTo(String kind) throws IOException {
        run(kind, fromAnother(Wanted.Kind.BESIDE), true, true);
        run(kind, Wanted.toSwitch(), true, true);

        assertThat(places.database.content()).isEqualTo(content);
        places.database.backUp();
    }

    @ParameterizedTest
    @CsvSource({
        "cluster, create, 2, before",
        "cluster, create, 2, after",
        "cluster, set, 2, after",
        "cluster, create, 4, before",
        "cluster, create, 4, after",
        "host, check.sh, 1, after",
        "host, stop, 1, after",
        "host, begin, 1, after",
        "host, start, 1, before",
    })
    void ofAnotherEnvironmentLeftAtAnyStepTheSameCommandTakesItUpAgain(
            String kind, String verb, int count, String moment) throws Exception {
        Wanted wanted = fromAnother(Wanted.Kind.RESTORE);
        spares = false;
        places.leaves(verb, count, moment);
        assertThatThrownBy(() -> run(kind, wanted, false, true)).isInstanceOf(UserError.class);
        assertThat(places.left()).as("it was cut off there").isTrue();
        places.comesBack();
        places.settles();

        run(kind, wanted, false, true);

        places.settles();
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns(kind)).isTrue();
    }

    @Test
    void whatIsThereIsKeptOrNothingIsTouched() {
        Map<String, String> now = places.database.content();
        places.database.set("dump-dies");

        assertThatThrownBy(() -> run("cluster", LATEST, true, true)).hasMessageEndingWith("--no-keep");

        assertThat(places.database.content()).isEqualTo(now);
        run("cluster", LATEST, false, true);
        assertThat(places.database.content()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "host"})
    void besideAndThenSwitchedToLosesNothingOnTheWay(String kind) {
        Map<String, String> now = places.database.content();
        assertThatThrownBy(() -> run(kind, Wanted.toSwitch(), true, true))
                .hasMessage("nothing was restored; the last line above says why");
        assertThat(printed()).contains("there is no restored database rocketchat_restored here");

        run(kind, new Wanted(Wanted.Kind.BESIDE, "latest"), true, true);
        assertThat(places.database.content())
                .containsAllEntriesOf(now)
                .containsEntry("rocketchat_restored.rocketchat_message", content.get(BackupHost.MESSAGES));
        assertThat(places.chatRuns(kind)).isTrue();

        // between the first and the second collection
        BackupHost.write(places.database.stand("rename-dies"), "1");
        assertThatThrownBy(() -> run(kind, Wanted.toSwitch(), true, true)).isInstanceOf(UserError.class);
        assertThat(printed()).contains("is lost: 3 messages of 2 people, from ");
        assertThat(places.chatRuns(kind)).isFalse();
        assertThat(places.database.run("backup.sh").output()).contains("a restore is under way or broke off");
        places.database.unset("rename-dies");

        run(kind, Wanted.toSwitch(), true, true);

        assertThat(printed()).contains("continues the interrupted switch");
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns(kind)).isTrue();
        places.database.backUp();
    }

    @Test
    void aCopyThatSomebodyHasChangedIsNotMadeTheChats() {
        run("cluster", new Wanted(Wanted.Kind.BESIDE, "latest"), true, true);
        Map<String, String> now = places.database.content();
        places.database.write("rocketchat_restored.users", 1, 4);

        assertThatThrownBy(() -> run("cluster", Wanted.toSwitch(), true, true)).isInstanceOf(UserError.class);

        assertThat(printed())
                .contains("rocketchat_restored is not as it was restored (users: 4 documents, 5 were restored)");
        assertThat(places.database.content().get(BackupHost.MESSAGES)).isEqualTo(now.get(BackupHost.MESSAGES));
    }
}
