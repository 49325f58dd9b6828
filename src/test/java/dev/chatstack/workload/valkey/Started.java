package dev.chatstack.workload.valkey;

import dev.chatstack.testing.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A long-running program that can be killed and frozen. It dies with the thread that started it, come what may. */
record Started(Process process) {
    static Started start(Path log, Map<String, String> environment, String... command) {
        List<String> bound = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        bound.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(bound)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        try {
            return new Started(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + bound, e);
        }
    }

    /** Also what never started. */
    static void kill(Started started) {
        if (started != null) {
            started.signal("KILL");
        }
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** SIGKILL reaches a frozen process, too. */
    private void signal(String name) {
        if (process.isAlive()) {
            Program.run(Path.of("."), "kill", "-" + name, String.valueOf(process.pid()));
        }
        if (name.equals("KILL")) {
            process.onExit().join();
        }
    }
}
