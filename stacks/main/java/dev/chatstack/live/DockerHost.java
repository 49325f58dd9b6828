package dev.chatstack.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The machine of a Docker engine.
 *
 * @param engine {@code unix:///…} here, or {@code ssh://user@machine}
 * @param program Docker's command line
 */
public record DockerHost(String engine, String program) {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** With the command line that is on the PATH. */
    public DockerHost(String engine) {
        this(engine, "docker");
    }

    /** What docker answers to {@code arguments}. */
    public Answer ask(String... arguments) {
        return Programs.run(command(List.of(arguments)), Map.of(), ANSWER);
    }

    /** Gives {@code each} every line that docker prints to {@code arguments}, until it ends; its exit code. */
    public int follow(List<String> arguments, Consumer<String> each) {
        return Programs.follow(command(arguments), Map.of(), each);
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program, "-H", engine));
        command.addAll(arguments);
        return command;
    }

    /** Whether the machine has {@code folder}, which holds no character that a shell reads. */
    public boolean hasFolder(String folder) {
        List<String> command = engine.startsWith("ssh:")
                ? List.of("ssh", "-o", "BatchMode=yes", engine, "test", "-d", folder)
                : List.of("test", "-d", folder);
        return Programs.run(command, Map.of(), ANSWER).succeeded();
    }
}
