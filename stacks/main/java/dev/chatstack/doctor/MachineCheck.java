package dev.chatstack.doctor;

import java.util.Optional;

/** Whether a machine that was just made is a Docker host already. */
public final class MachineCheck {
    private MachineCheck() {}

    /** What keeps {@code engine}, ssh://user@machine, from answering; empty when nothing does. */
    public static Optional<String> problem(String engine) {
        return Check.succeeds(
                        "Docker at " + engine,
                        "",
                        "ssh",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "ConnectTimeout=10",
                        // nobody has ever signed in there: its key is kept at the first time
                        "-o",
                        "StrictHostKeyChecking=accept-new",
                        engine,
                        "docker",
                        "version")
                .problem();
    }
}
