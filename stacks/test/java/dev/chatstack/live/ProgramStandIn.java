package dev.chatstack.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that answers as a case of the shell says, of its words in {@code $*}. Compared with kubectl 1.34 for what it says of something
 * that is not there; each test has its other answers from the documentation of its program.
 */
public final class ProgramStandIn {
    private ProgramStandIn() {}

    /** Writes it to {@code folder} as {@code name}; each of {@code cases} is a pattern, a parenthesis and commands. */
    public static Path of(Path folder, String name, String... cases) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(
                program,
                "#!/bin/bash\ncd " + folder + "\necho \"$*\" >>" + name + "-told\ncase \"$*\" in\n"
                        + String.join(" ;;\n", cases)
                        + " ;;\n*) echo \"Error from server (NotFound): $*\" >&2; exit 1 ;;\nesac\n");
        program.toFile().setExecutable(true);
        return program;
    }
}
