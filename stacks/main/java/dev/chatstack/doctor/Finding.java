package dev.chatstack.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What {@link Doctor} found about one thing that a deploy needs.
 *
 * @param verdict whether it will do
 * @param what the thing
 * @param problem what is wrong with it; empty when it will do
 * @param fix what to type, or to do; empty when it will do
 */
public record Finding(Verdict verdict, String what, String problem, String fix) {
    static Finding of(String what, Optional<String> problem, String fix) {
        return problem.map(wrong -> new Finding(Verdict.PROBLEM, what, wrong, fix))
                .orElseGet(() -> new Finding(Verdict.OK, what, "", ""));
    }

    /** Whether a thing will do. */
    public enum Verdict {
        /** it will do */
        OK,
        /** a deploy would fail */
        PROBLEM,
        /** it is missing, and a deploy waits for it or works without it */
        LATER
    }

    /** In words: the thing, and the fix in its own line. */
    public List<String> lines() {
        return switch (verdict) {
            case OK -> List.of("ok       " + what);
            case PROBLEM -> List.of("problem  " + what + ": " + problem, "         " + fix);
            case LATER -> List.of("later    " + what + ": " + problem, "         " + fix);
        };
    }
}
