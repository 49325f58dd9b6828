package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same after a restore. The manifest holds 100 messages; 3 came or went while it was dumped. */
class VerifyTest {
    private static final String MANIFEST =
            "{\"database\": \"chat\", \"collections\": {\"chat.messages\": {\"documents\": 100, \"changes\": 3}}}";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "all there, nothing changed          | 100 | 0 | 100 | false | ''",
                "one not restored                    |  99 | 0 | 100 | false | 99 documents restored and 0 failed, the backup holds 100",
                "one restored too many               | 101 | 0 | 100 | false | 101 documents restored and 0 failed, the backup holds 100",
                "one failed                          | 100 | 1 | 100 | false | 100 documents restored and 1 failed, the backup holds 100",
                "three more by the oplog             | 100 | 0 | 103 | false | ''",
                "three fewer by the oplog            | 100 | 0 |  97 | false | ''",
                "more than the oplog can have added  | 100 | 0 | 104 | false | the server holds 104 documents, must be 100 (3 more or fewer)",
                "fewer than the oplog can have left  | 100 | 0 |  96 | false | the server holds 96 documents, must be 100 (3 more or fewer)",
                "expired since                       | 100 | 0 |   5 | true  | ''",
                "more, which cannot have expired     | 100 | 0 | 104 | true  | the server holds 104 documents, must be 100 (3 more or fewer)"
            })
    void aRestoreIsComparedWithItsManifest(
            String story, int restored, int failed, int held, boolean expires, String problem) {
        String written = "{\"chat.messages\": {\"documents\": %d, \"failures\": %d}}".formatted(restored, failed);
        String server = "{\"chat.messages\": {\"documents\": %d, \"expires\": %b}}".formatted(held, expires);

        assertThat(verify(written, server, "")).isEqualTo(problem.isEmpty() ? "" : "chat.messages: " + problem + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "beside, complete       | chat_restored.messages | 100 | ''",
                "beside, by the oplog   | chat_restored.messages | 103 | ''",
                "beside, more than that | chat_restored.messages | 104 | the server holds 104 documents, must be 100 (3 more or fewer)"
            })
    void besideTheOplogIsReplayedToo(String story, String collection, int held, String problem) {
        String written = "{\"%s\": {\"documents\": 100, \"failures\": 0}}".formatted(collection);
        String server = "{\"chat.messages\": {\"documents\": %d, \"expires\": false}}".formatted(held);

        assertThat(verify(written, server, "chat_restored"))
                .isEqualTo(problem.isEmpty() ? "" : collection + ": " + problem + "\n");
    }

    @ParameterizedTest
    @CsvSource({"chat.messages,100 documents", "chat.unknown,0 documents"})
    void acollectionOnOneSideOnlyIsADifference(String collection, String expected) {
        String written = collection.equals("chat.messages") ? "{}" : """
                {"chat.messages": {"documents": 100, "failures": 0}, "chat.unknown": {"documents": 7, "failures": 0}}""";
        String server = "{\"chat.messages\": {\"documents\": 100, \"expires\": false}}";

        assertThat(verify(written, server, ""))
                .startsWith(collection + ": ")
                .contains("the backup holds " + expected.split(" ")[0]);
    }

    private String verify(String written, String server, String beside) {
        BackupHost.write(folder.resolve("manifest"), MANIFEST);
        BackupHost.write(folder.resolve("written"), written);
        BackupHost.write(folder.resolve("server"), server);
        return Program.run(
                        folder,
                        "jq",
                        "-r",
                        "--slurpfile",
                        "restored",
                        "written",
                        "--slurpfile",
                        "server",
                        "server",
                        "--arg",
                        "beside",
                        beside,
                        "-f",
                        BackupHost.SCRIPTS.resolve("verify.jq").toString(),
                        "manifest")
                .succeeds()
                .output();
    }
}
