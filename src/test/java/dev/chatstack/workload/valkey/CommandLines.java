package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** Looks at the command line of every process all the time, as anyone on the node can. */
final class CommandLines {
    private final String secret;
    private final Set<String> found = new ConcurrentSkipListSet<>();

    CommandLines(String secret) {
        this.secret = secret;
        Thread thread = new Thread(this::look, "command lines");
        thread.setDaemon(true);
        thread.start();
    }

    Set<String> thatShowThePassword() {
        return found;
    }

    private void look() {
        while (true) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                processes
                        .map(process -> process.resolve("cmdline"))
                        .map(CommandLines::read)
                        .forEach(this::check);
            } catch (IOException e) {
                // a process ended meanwhile
            }
            Await.pause(5);
        }
    }

    private void check(String commandLine) {
        if (commandLine.contains(secret)) {
            found.add(commandLine);
        }
    }

    private static String read(Path commandLine) {
        try {
            return Files.readString(commandLine).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
