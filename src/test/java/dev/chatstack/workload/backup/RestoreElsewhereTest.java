package dev.chatstack.workload.backup;

import static dev.chatstack.workload.backup.BackupHost.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The backup of one environment restored into another one")
class RestoreElsewhereTest {
    @TempDir
    private Path folder;

    private BackupHost prod;
    private BackupHost staging;
    private String name;
    private Map<String, String> content;

    @BeforeEach
    void twoEnvironments() throws IOException {
        prod = new BackupHost(Files.createDirectories(folder.resolve("prod"))).with("ENVIRONMENT", "prod");
        prod.becomes(Instant.now().minus(Duration.ofHours(2)), 1);
        name = prod.backUp();
        content = prod.content();
        staging = new BackupHost(Files.createDirectories(folder.resolve("staging"))).with("ENVIRONMENT", "staging");
        staging.becomes(Instant.now().minus(Duration.ofHours(1)), 2);
        staging.write(MESSAGES, 1, 7);
        staging.with("RESTORE_FROM", "prod");
    }

    private void copied() throws IOException {
        copied("from-prod");
    }

    private void copied(String into) throws IOException {
        Path copy = Files.createDirectories(staging.store().resolve(into));
        for (Path file : files(prod.store())) {
            Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path[] files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toArray(Path[]::new);
        }
    }

    @Test
    void namesBothAndBringsTheOneIntoTheOther() throws IOException {
        copied();
        String own = ownBackup();

        Program restored = staging.run("restore.sh", "latest").succeeds();

        assertThat(restored.output())
                .contains("reads the backups of prod in " + staging.store() + "/from-prod")
                .contains("replaces 12 documents, 7 messages, 5 users")
                .contains("goes from prod (rocketchat 8.6.1) to staging (rocketchat 8.6.1)")
                .contains("restored " + name + ": 2005 documents in 2 collections, all as the manifest says");
        assertThat(staging.content()).isEqualTo(content);
        assertThat(files(staging.store().resolve("from-prod"))).hasSameSizeAs(files(prod.store()));

        // its own series continues, and knows where what it holds came from
        staging.with("RESTORE_FROM", "");
        String next = staging.backUp();
        assertThat(staging.manifest(next))
                .content()
                .contains("\"restored\":{\"_id\":1,\"name\":\"" + name + "\",\"environment\":\"prod\"");
        assertThat(staging.backups()).isEqualTo(Map.of(own, "good", next, "good"));
        assertThat(staging.run("check.sh", "preview-latest").output()).contains("this was the preview of " + next);
    }

    private String ownBackup() {
        staging.with("RESTORE_FROM", "");
        String own = staging.backUp();
        staging.with("RESTORE_FROM", "prod");
        return own;
    }

    /** With the rights that a person grants: to read the other's store, and no more. */
    @Test
    void theStoreItselfIsReadWhereTheKeyMay() throws IOException {
        try (ObjectStore store = new ObjectStore()) {
            name = store.as("backup", prod).backUp();
            store.as("elsewhere", staging)
                    .with("BACKUP_STORE", "store:elsewhere/mongodb")
                    .with("FROM_STORE", "from:backups/mongodb")
                    .with("RCLONE_CONFIG_FROM_TYPE", "s3")
                    .with("RCLONE_CONFIG_FROM_PROVIDER", "Other")
                    .with("RCLONE_CONFIG_FROM_REGION", "us-east-1")
                    .with("RCLONE_CONFIG_FROM_ENDPOINT", store.address());
            staging.with("RESTORE_FROM", "").backUp();

            assertThat(staging.with("RESTORE_FROM", "prod")
                            .run("restore.sh", "latest")
                            .succeeds()
                            .output())
                    .contains("reads the backups of prod in from:backups/mongodb");
            assertThat(staging.content()).isEqualTo(content);
            assertThat(prod.backups()).isEqualTo(Map.of(name, "good"));

            store.as("retention", staging).with("BACKUP_STORE", "store:elsewhere/mongodb");
            assertThat(staging.run("restore.sh", "latest").exitCode()).isNotZero();
        }
    }

    @Test
    void whatNobodyCanReadIsSaidWithWhereItIsToBeCopied() {
        Map<String, String> before = staging.content();

        assertThat(staging.run("check.sh", "preview-latest").output())
                .contains("FAILED: nothing was touched: no backup of prod can be read here: this environment cannot"
                        + " reach the store of prod. Copy its backups to "
                        + staging.store() + "/from-prod, archives first");
        assertThat(staging.with("RESTORE_FROM", "staging")
                        .run("restore.sh", "latest")
                        .output())
                .contains("FAILED: nothing was touched: staging is this environment");
        assertThat(staging.content()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CHAT_PRODUCT     | tailchat    | is of rocketchat, tailchat runs here
        MONGODB_DATABASE | other       | is of the database rocketchat, it is other here
        CHAT_VERSION     | 8.5.0       | was made with rocketchat 8.6.1, 8.5.0 cannot read it
        CHAT_VERSION     | 10.0.0      | and 10.0.0 skips a major version of it; set chat.version to a release of 9, deploy, restore, then upgrade
        STAND_IN_VERSION | 8.2.1       | is of MongoDB 8.0.26 and does not fit 8.2.1
        """)
    void whatDoesNotFitIsRefused(String variable, String value, String words) throws IOException {
        copied();
        Map<String, String> before = staging.content();

        assertThat(staging.with(variable, value).run("restore.sh", name).output())
                .contains("FAILED: nothing was touched: " + name, words);
        assertThat(staging.content()).isEqualTo(before);
    }

    @Test
    void theStoreOfAThirdEnvironmentIsNotTakenForTheOneThatWasNamed() throws IOException {
        copied("from-demo");

        assertThat(staging.with("RESTORE_FROM", "demo")
                        .run("restore.sh", "latest")
                        .output())
                .contains("FAILED: nothing was touched: " + name + " is of the environment prod, not of demo");
    }

    @Test
    void aStandByIsFilledAgainAndAgain() throws IOException {
        copied();
        staging.run("restore.sh", "latest").succeeds();

        prod.write(MESSAGES, 1, 2010);
        String later = prod.backUp();
        copied();

        assertThat(staging.run("restore.sh", "latest").succeeds().output()).contains("restored " + later);
        assertThat(staging.content()).isEqualTo(prod.content()).isNotEqualTo(content);
    }

    @Test
    void brokenOffItIsDoneAgain() throws IOException {
        copied();
        staging.set("restore-dies");
        assertThat(staging.run("restore.sh", "latest").output()).contains("broke off: the database is incomplete");
        staging.unset("restore-dies");

        staging.run("restore.sh", "latest").succeeds();

        assertThat(staging.content()).isEqualTo(content);
    }
}
