package dev.chatstack.doctor;

import java.util.List;

/**
 * What {@link Doctor} asks of a cloud through its own program: who is signed in, to what, and whether there is room.
 *
 * @param kubernetes whether the tools of Kubernetes are needed there
 * @param checks what must hold
 * @param address what the DNS record of the chat points at, in words
 */
public record CloudChecks(boolean kubernetes, List<Check> checks, String address) {
    /** Name of the output with the address of what was made. */
    private static final String MADE = "the output `address`";

    public CloudChecks {
        checks = List.copyOf(checks);
    }

    /** Those of a cloud that makes the cluster. */
    public static CloudChecks ofCluster(List<Check> checks) {
        return new CloudChecks(true, checks, MADE);
    }

    /** Those of a cloud that makes the machine. */
    public static CloudChecks ofMachine(List<Check> checks) {
        return new CloudChecks(false, checks, MADE);
    }
}
