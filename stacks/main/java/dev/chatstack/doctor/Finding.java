package dev.chatstack.doctor;

import java.util.List;

/**
 * What {@link Doctor} found about one thing that a deploy needs.
 *
 * @param verdict whether it will do
 * @param what the thing
 * @param problem what is wrong with it; empty when it will do
 * @param fix what to type, or to do; empty when it will do
 */
public record Finding(Verdict verdict, String what, String problem, String fix) {
    /** Whether a thing will do. */
    public enum Verdict {
        /** it will do */
        OK,
        /** a deploy would fail */
        PROBLEM,
        /** it is missing, and a deploy works without it */
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
