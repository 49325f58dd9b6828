package dev.chatstack.verify;

/**
 * What a check found.
 *
 * @param verdict whether the promise holds
 * @param found what was seen, in a line; may be empty when all is well
 * @param next what to do, as a command or a sentence; empty when nothing is to be done
 */
public record Finding(Verdict verdict, String found, String next) {
    /** Whether a promise holds. */
    public enum Verdict {
        /** it holds */
        PASSED,
        /** it does not hold */
        FAILED,
        /** it could not be examined, or does not apply */
        SKIPPED
    }

    public static Finding passed(String found) {
        return new Finding(Verdict.PASSED, found, "");
    }

    public static Finding failed(String found, String next) {
        return new Finding(Verdict.FAILED, found, next);
    }

    public static Finding skipped(String reason) {
        return new Finding(Verdict.SKIPPED, reason, "");
    }

    public boolean isFailure() {
        return verdict == Verdict.FAILED;
    }
}
