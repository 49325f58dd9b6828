package dev.chatstack.upgrade;

import java.util.List;

/**
 * What is said of a change from one version to another.
 *
 * @param verdict whether it may be done
 * @param words why, and what to do instead; empty when there is nothing to say
 * @param stops the versions to deploy one after the other, the last one included; none when it must not be done
 */
public record Judgement(Verdict verdict, String words, List<String> stops) {
    /** Whether a change may be done, the worst first. */
    public enum Verdict {
        /** the database, or the cluster, does not go this way */
        REFUSED,
        /** it can be done, and loses data unless a backup is restored */
        DATA_AT_RISK,
        /** it can be done; something is not known */
        WARNING,
        /** nothing speaks against it */
        FINE
    }

    public Judgement {
        stops = List.copyOf(stops);
    }

    static Judgement fine(List<String> stops) {
        return new Judgement(Verdict.FINE, "", stops);
    }

    static Judgement refused(String words, List<String> stops) {
        return new Judgement(Verdict.REFUSED, words, stops);
    }

    /** Whether data is lost when it is done all the same. */
    public boolean risksData() {
        return verdict == Verdict.REFUSED || verdict == Verdict.DATA_AT_RISK;
    }

    /** Whether {@code up} must not do it. */
    public boolean isRefused() {
        return verdict == Verdict.REFUSED;
    }
}
