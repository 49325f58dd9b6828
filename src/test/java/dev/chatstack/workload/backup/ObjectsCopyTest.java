package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of the files that people sent, with real rclone, between two folders. */
class ObjectsCopyTest {
    @TempDir
    private Path folder;

    private Path files;
    private Path copy;

    @BeforeEach
    void aFileThatIsCopied() throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        copy = Files.createDirectories(folder.resolve("copy"));
        Files.writeString(files.resolve("5eb63bbb.png"), "a picture");
        rclone(ObjectsBackup.KEEP, files, copy).succeeds();
    }

    /** Its name is made of its content; sent again it is written again, with another time. */
    @Test
    void aPictureThatIsSentTwiceIsNoMistake() throws IOException {
        Files.setLastModifiedTime(files.resolve("5eb63bbb.png"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        rclone(ObjectsBackup.KEEP, files, copy).succeeds();
    }

    @Test
    void aFileThatHasOtherContentNowIsAMistakeAndIsNotOverwritten() throws IOException {
        Files.writeString(files.resolve("5eb63bbb.png"), "not the picture");

        assertThat(rclone(ObjectsBackup.KEEP, files, copy).exitCode()).isNotZero();
        assertThat(copy.resolve("5eb63bbb.png")).hasContent("a picture");
    }

    @Test
    void whatIsBeingUploadedIsNotCopied() throws IOException {
        Files.writeString(Files.createDirectories(files.resolve("tmp")).resolve("unnamed_1"), "half");

        rclone(ObjectsBackup.KEEP, files, copy).succeeds();

        assertThat(copy.resolve("tmp")).doesNotExist();
    }

    /** A store whose names came back without their content has the same sizes and times. */
    @Test
    void aNameThatIsThereIsNoReasonNotToBringItsContentBack() throws IOException {
        FileTime time = Files.getLastModifiedTime(copy.resolve("5eb63bbb.png"));
        Files.writeString(files.resolve("5eb63bbb.png"), "?????????");
        Files.setLastModifiedTime(files.resolve("5eb63bbb.png"), time);

        rclone(ObjectsBackup.BRING_BACK, copy, files).succeeds();

        assertThat(files.resolve("5eb63bbb.png")).hasContent("a picture");
    }

    private Program rclone(List<String> how, Path from, Path to) {
        return Program.run(
                folder,
                Stream.of(List.of("rclone", "copy"), how, List.of(from.toString(), to.toString()))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }
}
