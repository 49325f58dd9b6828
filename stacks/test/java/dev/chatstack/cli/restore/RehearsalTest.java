package dev.chatstack.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.cli.CapturedOutput;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.testing.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A rehearsal of an upgrade, with the shipped scripts, and stand-ins for kubectl, MongoDB and Rocket.Chat")
class RehearsalTest {
    private static final String IMAGE = "registry.rocket.chat/rocketchat/rocket.chat:9.0.0";

    @RegisterExtension
    final CapturedOutput output = new CapturedOutput();

    @TempDir
    private Path folder;

    private Places places;
    private String backup;
    private Map<String, String> content;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void aChatWithABackup() throws IOException {
        places = new Places(folder);
        backup = places.database.onlyBackup();
        content = places.database.content();
        places.write("environment.rocketchat-rehearsal.json", Map.of("PORT", String.valueOf(Ports.free())));
    }

    private Rehearsal rehearsal(boolean yes) {
        return new Rehearsal((ClusterPlace) places.place("cluster"), "prod", "rocketchat", question -> {
            asked.add(question);
            return yes;
        });
    }

    private String printed() {
        return output.out.toString(StandardCharsets.UTF_8);
    }

    private void nothingIsLeft() throws IOException {
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns("cluster")).isTrue();
        Path users = places.database.stand("users.json");
        assertThat(Files.exists(users) ? Files.readString(users) : "{}").isEqualTo("{}");
        try (var jobs = Files.list(places.folder.resolve("jobs"))) {
            assertThat(jobs.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("rehearsal-"))
                            .toList())
                    .isEmpty();
        }
    }

    private void server(String does) throws IOException {
        Files.createFile(places.folder.resolve("server-" + does));
    }

    @Test
    void restoresStartsTheOtherVersionComparesMeasuresAndRemoves() throws IOException {
        rehearsal(true).to("9.0.0");

        assertThat(asked).containsExactly("Rehearse 9.0.0 with a copy of " + backup + "?");
        assertThat(printed())
                .contains("into the separate database rocketchat_rehearsal; the chat keeps running")
                .contains("all as the manifest says")
                .containsPattern("restored in [0-9]+ s\n")
                .containsPattern("answered [0-9]+ s after its start, migrations included\n")
                .contains("messages: 2000 before, 2000 after\n", "people: 5 before, 5 after\n")
                .contains("version of the database's schema: none before, 319 after\n")
                .endsWith("the copy is removed\n");
        nothingIsLeft();
    }

    @Test
    void aNoRestoresNothing() throws IOException {
        assertThatThrownBy(() -> rehearsal(false).to("9.0.0")).hasMessage("nothing was rehearsed");

        nothingIsLeft();
    }

    @Test
    void aVersionThatDoesNotStartSaysWhyAndLeavesNothing() throws IOException {
        server("dies");

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "the rehearsal of 9.0.0 failed in migrate: the lines above say why; the copy is removed, the chat"
                                + " was not touched");

        assertThat(printed())
                .contains(IMAGE + " migrates rocketchat_rehearsal\n")
                .contains("the migration 319 failed: E11000 duplicate key")
                .contains("the server ended before it answered: exit code 1");
        nothingIsLeft();
    }

    @Test
    void whatAMigrationLosesIsSaid() throws IOException {
        server("loses");

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0")).hasMessageContaining("failed in after");

        assertThat(printed()).contains("messages: 2000 before, 1999 after", "1 messages are gone");
        nothingIsLeft();
    }

    @Test
    void aMigrationThatDidNotEndIsAFailure() throws IOException {
        server("locks");

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0")).hasMessageContaining("failed in after");

        assertThat(printed()).contains("a migration has not ended: the database is still locked for it");
        nothingIsLeft();
    }

    @Test
    void anImageThatDoesNotExistIsNotWaitedFor() throws IOException {
        places.write("unpulled", Map.of(IMAGE, "Back-off pulling image: not found"));

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0"))
                .hasMessageStartingWith("the rehearsal of 9.0.0 failed: " + IMAGE
                        + " cannot be pulled: ImagePullBackOff Back-off pulling image: not found")
                .hasMessageEndingWith("the copy is removed, the chat was not touched");

        nothingIsLeft();
    }

    @Test
    void aRestoreThatBreaksOffLeavesNothing() throws IOException {
        places.database.set("restore-dies");

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0"))
                .hasMessage(
                        "the rehearsal ended: " + backup + " could not be restored, its container restore failed; the"
                                + " copy is removed, the chat was not touched");

        nothingIsLeft();
    }

    @Test
    void aCopyThatCannotBeRemovedIsSaid() throws IOException {
        places.write("fails", List.of("before"));

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0"))
                .hasMessageContaining("failed in before")
                .hasMessageContaining("the chat was not touched, and the copy stays")
                .hasMessageEndingWith("./chatstack upgrade -e prod --discard");
        assertThat(places.database.content()).containsKey("rocketchat_rehearsal.users");

        places.write("fails", List.of());
        rehearsal(true).discard();

        nothingIsLeft();
    }

    /** Each line: the call at which the person is gone, and whether it was still done. */
    @ParameterizedTest
    @CsvSource({
        "create, 4, after", // while it restores
        "set, 3, before",
        "create, 6, after", // while the new version migrates
        "delete, 4, after",
        "create, 7, after", // while the copy is removed
    })
    void interruptedAnywhereTheSameCommandBeginsAnew(String verb, int count, String moment) throws Exception {
        places.leaves(verb, count, moment);
        assertThatThrownBy(() -> rehearsal(true).to("9.0.0")).isInstanceOf(UserError.class);
        assertThat(places.left()).as("it was cut off there").isTrue();
        places.comesBack();

        rehearsal(true).to("9.0.0");

        assertThat(printed()).endsWith("the copy is removed\n");
        nothingIsLeft();
    }

    @Test
    void whatAnInterruptedOneLeftIsRemovedAlone() throws Exception {
        places.leaves("create", 4, "after");
        assertThatThrownBy(() -> rehearsal(true).to("9.0.0"))
                .hasMessageContaining("the copy stays")
                .hasMessageEndingWith("Remove the copy with ./chatstack upgrade -e prod --discard");
        places.comesBack();
        places.settles();
        assertThat(places.database.content().keySet())
                .anyMatch(collection -> collection.startsWith("rocketchat_rehearsal."));

        rehearsal(true).discard();

        nothingIsLeft();
    }

    @Test
    void aClusterOfAnOlderReleaseIsToldSo() {
        Map<String, Object> without = new HashMap<>();
        places.read("cronjobs.json").fields().forEachRemaining(each -> without.put(each.getKey(), each.getValue()));
        without.remove("rocketchat-rehearsal");
        places.write("cronjobs.json", without);

        assertThatThrownBy(() -> rehearsal(true).to("9.0.0"))
                .hasMessage("there is no CronJob rocketchat-rehearsal in the cluster, for an older release of chatstack"
                        + " deployed prod: deploy it with this one first, ./chatstack up -e prod");
    }
}
