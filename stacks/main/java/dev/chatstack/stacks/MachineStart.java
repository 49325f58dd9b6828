package dev.chatstack.stacks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for a machine that was just made: it still installs Docker. {@code engine} is ssh://user@machine. */
record MachineStart(String engine) {
    /** Debian's packages, on a small machine, with time to spare. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    void await() {
        Instant end = Instant.now().plus(PATIENCE);
        Check answers = Check.succeeds(
                "Docker at " + engine,
                "",
                "ssh",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=10",
                "-o",
                "StrictHostKeyChecking=accept-new",
                engine,
                "docker",
                "version");
        System.out.println("waits until the machine has installed Docker");
        Optional<String> problem = answers.problem();
        while (problem.isPresent()) {
            if (Instant.now().isAfter(end)) {
                throw new UserError(answers.what() + " does not answer after " + PATIENCE.toMinutes() + " minutes: "
                        + problem.get() + "; docs/docker-host.md says where to look");
            }
            Upkeep.sleep(BETWEEN);
            problem = answers.problem();
        }
    }
}
