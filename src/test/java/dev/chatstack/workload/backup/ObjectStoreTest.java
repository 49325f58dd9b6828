package dev.chatstack.workload.backup;

import static dev.chatstack.workload.backup.BackupHost.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
    @TempDir
    private Path folder;

    private BackupHost host;
    private ObjectStore store;

    @BeforeEach
    void setUp() throws IOException {
        host = new BackupHost(folder);
        store = new ObjectStore();
    }

    @AfterEach
    void tearDown() throws IOException {
        store.close();
    }

    @Test
    void everyScriptNeedsOnlyTheRightsOfItsIdentity() {
        // more than one part of a multi-part upload
        host.with("RCLONE_S3_CHUNK_SIZE", "5M");
        String first = store.as("backup", host).backUp();
        host.run("restore-test.sh").succeeds();
        String second = host.backUp();
        Map<String, String> content = host.content();
        host.write(MESSAGES, 1, 3);

        store.as("restore", host).run("restore.sh", "latest").succeeds();
        assertThat(host.content()).isEqualTo(content);
        assertThat(host.backups()).isEqualTo(Map.of(first, "proven", second, "good"));

        store.as("backup", host).backUp();
        String fourth = host.backUp();
        store.as("retention", host)
                .with("RETENTION_NEWEST", "1")
                .run("retention.sh")
                .succeeds();
        // the second was restored: it stays for a week
        assertThat(host.backups()).isEqualTo(Map.of(first, "proven", second, "good", fourth, "good"));
    }

    @Test
    void refusesDeletionToTheAccountThatMakesBackups() {
        String first = store.as("backup", host).backUp();
        String second = host.backUp();

        Program retention = host.with("RETENTION_NEWEST", "1").run("retention.sh");

        assertThat(retention.exitCode()).isNotZero();
        assertThat(retention.output()).contains("AccessDenied");
        assertThat(host.backups()).isEqualTo(Map.of(first, "good", second, "good"));
    }

    /** It may make objects, for it says which backup it needs. */
    @Test
    void refusesDeletionToTheAccountThatRestores() {
        String first = store.as("backup", host).backUp();
        String second = host.backUp();

        assertThat(store.as("restore", host)
                        .with("RETENTION_NEWEST", "1")
                        .run("retention.sh")
                        .output())
                .contains("AccessDenied");
        assertThat(host.backups()).isEqualTo(Map.of(first, "good", second, "good"));
    }

    /** Parts of an upload that was killed cost money for ever in a bucket that is not ours, whose key is a person's. */
    @Test
    void partsOfUploadsThatBrokeOffAreLookedForWhereTheKeyMayListThem() {
        store.as("backup", host).backUp();
        host.with("RETENTION_NEWEST", "1");

        assertThat(store.withKey("retention", host)
                        .run("retention.sh")
                        .succeeds()
                        .output())
                .contains("parts of uploads that broke off could not be deleted: the key may not list them");
        assertThat(store.withKey("person", host).run("retention.sh").succeeds().output())
                .doesNotContain("could not be deleted");
    }

    @Test
    void storeThatIsAwayFailsEveryScriptAndNothingElseHappens() throws IOException {
        Map<String, String> content = host.content();
        store.as("backup", host).with("RETENTION_NEWEST", "1");
        store.close();

        for (String script : List.of("backup.sh", "check.sh", "retention.sh", "restore-test.sh")) {
            assertThat(host.run(script).exitCode()).as(script).isNotZero();
        }
        assertThat(host.run("restore.sh", "latest").exitCode()).isNotZero();
        assertThat(host.content()).isEqualTo(content);
    }
}
