package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    @Test
    void shellcheckFindsNothing() throws IOException {
        try (Stream<Path> scripts = Stream.of(
                        Files.list(BackupHost.SCRIPTS), Files.list(BackupHost.TEST_SCRIPTS.resolve("stand-ins")))
                .flatMap(files -> files)) {
            List<String> shell = scripts.filter(ScriptsTest::isShell)
                    .map(Path::toString)
                    .sorted()
                    .toList();
            assertThat(shell).hasSizeGreaterThan(9);

            String[] command =
                    Stream.concat(Stream.of("shellcheck", "-x"), shell.stream()).toArray(String[]::new);
            assertThat(Program.run(BackupHost.SCRIPTS, command).output()).isEmpty();
        }
    }

    @Test
    void theRightMemberIsDumped() {
        Program.run(BackupHost.TEST_SCRIPTS, "node", "source-test.js").succeeds();
    }

    private static boolean isShell(Path file) {
        try {
            return Files.readString(file).matches("(?s)(#!/bin/bash|# shellcheck shell=bash)\n.*");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
