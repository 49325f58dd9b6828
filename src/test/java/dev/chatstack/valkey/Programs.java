package dev.chatstack.valkey;

import dev.chatstack.testing.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs of the Valkey image under the names they have there. Where Valkey is not packaged (Debian 12), Redis
 * stands in for it.
 */
final class Programs {
    private static final String HOSTS_LIBRARY = "libnss_wrapper.so";

    private Programs() {}

    /** Fills {@code folder} and returns the environment that finds the programs there and host names in {@code hosts}. */
    static Map<String, String> environment(Path folder, Path hosts) throws IOException {
        Files.createDirectories(folder);
        for (String program : new String[] {"server", "cli"}) {
            Path found = Stream.of("valkey-" + program, "redis-" + program)
                    .flatMap(Programs::onPath)
                    .findFirst()
                    .orElseThrow(() -> missing("valkey-" + program + " or redis-" + program));
            Files.createSymbolicLink(folder.resolve("valkey-" + program), found);
        }
        Map<String, String> environment = Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "LD_PRELOAD",
                HOSTS_LIBRARY,
                "NSS_WRAPPER_HOSTS",
                hosts.toString());
        if (!Program.run(folder, "env", "LD_PRELOAD=" + HOSTS_LIBRARY, "true")
                .output()
                .isEmpty()) {
            throw missing(HOSTS_LIBRARY);
        }
        return environment;
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException(
                what + " is missing; ./bootstrap-mgmt.sh --build installs what the tests need");
    }
}
