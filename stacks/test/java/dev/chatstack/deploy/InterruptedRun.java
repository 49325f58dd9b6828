package dev.chatstack.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Applies one stack and agrees to everything: its own process, for a test to interrupt. */
final class InterruptedRun {
    private InterruptedRun() {}

    /** The folder of the stacks and the name of one. */
    public static void main(String[] args) {
        Terminal terminal = new Terminal(System.in, System.out, true);
        StackDeployment stack =
                new StackDeployments(Path.of(args[0]), Map.of(), terminal, false, Duration.ZERO).of(args[1]);
        stack.init();
        var unused = stack.apply((plan, json) -> List.of());
    }
}
