package dev.chatstack.verify.cluster;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;

/**
 * Prometheus, which has no business with the database, cannot reach its port.
 *
 * @param stranger a container with wget that may not reach it
 * @param database host name of a member
 */
public record DatabaseRefuses(Inside stranger, String database) implements Check {
    /** What MongoDB answers to who speaks HTTP. */
    private static final String ANSWER = "trying to access MongoDB over HTTP";

    @Override
    public String group() {
        return "network";
    }

    @Override
    public String name() {
        return "a pod that must not reach the database cannot";
    }

    @Override
    public Finding examine() {
        Answer answer = stranger.run("wget", "-T", "5", "-qO-", "http://" + database + ":27017/");
        String all = answer.text() + answer.error();
        if (all.contains(ANSWER) || answer.succeeded()) {
            return Finding.failed(
                    "Prometheus reached " + database + ":27017",
                    "The cluster does not enforce network policies: docs/network.md. Close it before people use the chat");
        }
        return all.matches("(?s).*(timed out|refused|reset|503|server returned error).*")
                ? Finding.passed("Prometheus was refused: " + answer.reason())
                : Finding.skipped("unknown: " + answer.reason());
    }
}
