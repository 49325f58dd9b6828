package dev.chatstack.scripts;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine for a script: it finds the programs that a bare Linux has, and stubs. What this computer has installed besides, it does
 * not see. A stub notes how it was called.
 */
record StubMachine(Path folder) {
    private static final List<String> BARE_LINUX = List.of(
            "awk",
            "bash",
            "basename",
            "cat",
            "chmod",
            "cmp",
            "cp",
            "curl",
            "cut",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "gzip",
            "head",
            "install",
            "ln",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sha256sum",
            "sha512sum",
            "sleep",
            "sort",
            "tail",
            "tar",
            "tee",
            "touch",
            "tr");

    static StubMachine in(Path folder) throws IOException {
        StubMachine machine = new StubMachine(folder.toRealPath());
        for (String program : BARE_LINUX) {
            Files.createSymbolicLink(Files.createDirectories(machine.programs()).resolve(program), real(program));
        }
        return machine;
    }

    private static Path real(String program) {
        return List.of("/usr/bin", "/bin").stream()
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this test needs " + program));
    }

    Path programs() {
        return folder.resolve("programs");
    }

    /** Puts a program on the PATH. */
    StubMachine with(String program, String... script) {
        return withProgramAt(programs().resolve(program), script);
    }

    StubMachine withProgramAt(Path file, String... script) {
        try {
            // what is there may be a link to this computer's own program, which must not be written
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(
                file,
                "#!/bin/bash\necho \"$0 $*\" >>" + folder.resolve("calls") + "\n" + String.join("\n", script) + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The arguments of every call of a stub, in order. */
    List<String> calls(String program) {
        Path calls = folder.resolve("calls");
        try {
            return !Files.exists(calls)
                    ? List.of()
                    : Files.readAllLines(calls).stream()
                            .filter(call -> call.matches("(\\S*/)?" + program + "( .*)?"))
                            .map(call -> call.replaceFirst("\\S+ ?", ""))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            // what is there may be a link to a program of this computer
            Files.deleteIfExists(file);
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program run(Path workingFolder, List<String> variables, String... command) {
        List<String> line = new ArrayList<>(List.of("env", "-i", "HOME=" + folder, "PATH=" + programs()));
        line.addAll(variables);
        line.addAll(List.of(command));
        return Program.run(workingFolder, line.toArray(String[]::new));
    }

    /** A script of the repository, with the places of this computer replaced by those of the stub machine. */
    Path copyOf(String script, String... replacements) throws IOException {
        String text = Files.readString(Path.of("..", script));
        for (int i = 0; i < replacements.length; i += 2) {
            if (!text.contains(replacements[i])) {
                throw new IllegalStateException(script + " does not mention " + replacements[i]);
            }
            text = text.replace(replacements[i], folder + replacements[i + 1]);
        }
        Path copy = folder.resolve("repository").resolve(script);
        withProgramAt(copy);
        Files.writeString(copy, text);
        return copy;
    }
}
