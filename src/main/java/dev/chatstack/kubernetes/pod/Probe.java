package dev.chatstack.kubernetes.pod;

import java.util.List;

/**
 * One question that is asked of a container again and again.
 *
 * @param check what is asked
 * @param periodSeconds time between two questions
 * @param timeoutSeconds time for an answer
 * @param failures wrong answers in a row that count
 */
public record Probe(Check check, int periodSeconds, int timeoutSeconds, int failures) {
    /** What is asked. */
    public sealed interface Check {}

    /** An HTTP GET that answers with 200 to 399. */
    public record Http(String path, String port) implements Check {}

    /** A connection that is accepted. */
    public record Tcp(String port) implements Check {}

    /** A command that ends with 0. */
    public record Exec(List<String> command) implements Check {}

    /** Asks by HTTP. */
    public static Probe http(String path, String port, int periodSeconds, int timeoutSeconds, int failures) {
        return new Probe(new Http(path, port), periodSeconds, timeoutSeconds, failures);
    }

    /** Asks by connecting. */
    public static Probe tcp(String port, int periodSeconds, int timeoutSeconds, int failures) {
        return new Probe(new Tcp(port), periodSeconds, timeoutSeconds, failures);
    }

    /** Asks by running a command. */
    public static Probe exec(List<String> command, int periodSeconds, int timeoutSeconds, int failures) {
        return new Probe(new Exec(List.copyOf(command)), periodSeconds, timeoutSeconds, failures);
    }
}
