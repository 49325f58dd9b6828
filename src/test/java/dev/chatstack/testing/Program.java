package dev.chatstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a real program, for tests of scripts and of configuration that another program must accept. */
public record Program(int exitCode, String output) {
    /** Runs {@code command} in {@code folder} and waits for it; what it prints to either stream is one text. */
    public static Program run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot run %s; ./bootstrap-mgmt.sh --build installs what the tests need"
                            .formatted(List.of(command)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + List.of(command), e);
        }
    }

    /** Fails with everything the program printed unless it exited with 0. */
    public Program succeeds() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + "\n" + output);
        }
        return this;
    }
}
