package dev.chatstack.workload.valkey;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The programs of the Valkey image under the names they have there. Where Valkey is not packaged (Debian 12), Redis
 * stands in for it.
 */
final class Programs {
    private Programs() {}

    /** Fills {@code folder} with them and returns the PATH that finds them there. */
    static String path(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String program : new String[] {"server", "cli"}) {
            Path found = Stream.of("valkey-" + program, "redis-" + program)
                    .flatMap(Programs::onPath)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "neither valkey-%1$s nor redis-%1$s is there; ./bootstrap-mgmt.sh --build installs one"
                                    .formatted(program)));
            Files.createSymbolicLink(folder.resolve("valkey-" + program), found);
        }
        return folder + File.pathSeparator + System.getenv("PATH");
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
