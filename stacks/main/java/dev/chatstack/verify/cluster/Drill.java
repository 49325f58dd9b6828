package dev.chatstack.verify.cluster;

import dev.chatstack.host.Delay;
import dev.chatstack.live.Answer;
import dev.chatstack.load.Conversation;
import dev.chatstack.load.LoadFailure;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * Something is broken on purpose while test users chat, and comes back; what is measured is how long they could not.
 *
 * @param name what holds while people chat
 * @param blow breaks it, and answers whether that could be done
 * @param recovered whether everything is as before
 * @param talk begins a conversation of test users
 * @param look the time between two looks
 */
public record Drill(
        String name, Supplier<Answer> blow, Supplier<Finding> recovered, Supplier<Conversation> talk, Duration look)
        implements Check {
    /** For a node: its volumes are attached to another one. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public String group() {
        return "drill";
    }

    @Override
    public Finding examine() {
        Conversation conversation;
        try {
            conversation = talk.get();
        } catch (LoadFailure e) {
            return Finding.failed("nothing was broken, for the test users cannot chat: " + e.getMessage(), "");
        }
        Instant begin = Instant.now();
        Answer answer;
        Finding after;
        Conversation.Outcome outcome;
        try {
            answer = blow.get();
            after = recovery(begin);
        } finally {
            outcome = conversation.end();
        }
        if (!answer.succeeded()) {
            return Finding.failed("it could not be done: " + answer.reason(), "");
        }
        String seconds = outcome.isUnbroken()
                ? "nobody noticed, " + outcome.messages() + " messages"
                : "people could not chat for " + outcome.silence().toSeconds() + " s from "
                        + outcome.since().truncatedTo(ChronoUnit.SECONDS);
        if (!outcome.goesOn() || after.isFailure()) {
            return Finding.failed(
                    seconds + "; not as before: " + after.found() + " " + outcome.failure(), after.next());
        }
        return Finding.passed(seconds + "; as before after "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
    }

    private Finding recovery(Instant begin) {
        Instant end = begin.plus(PATIENCE);
        Delay.of(look);
        Finding finding = recovered.get();
        while (finding.isFailure() && Instant.now().isBefore(end)) {
            Delay.of(look);
            finding = recovered.get();
        }
        return finding;
    }
}
