package dev.chatstack.host;

import dev.chatstack.doctor.MachineCheck;
import dev.chatstack.synthesis.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for a machine that was just made: it still installs Docker. {@code engine} is ssh://user@machine. */
public record MachineStart(String engine) {
    /** Debian's packages, on a small machine, with time to spare. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** Returns when Docker answers. */
    public void await() {
        Instant end = Instant.now().plus(PATIENCE);
        System.out.println("waits until the machine has installed Docker");
        Optional<String> problem = MachineCheck.problem(engine);
        while (problem.isPresent()) {
            if (Instant.now().isAfter(end)) {
                throw new UserError("Docker at " + engine + " does not answer after " + PATIENCE.toMinutes()
                        + " minutes: " + problem.get() + "; docs/docker-host.md says where to look");
            }
            Delay.of(BETWEEN);
            problem = MachineCheck.problem(engine);
        }
    }
}
