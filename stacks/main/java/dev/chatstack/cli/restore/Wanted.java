package dev.chatstack.cli.restore;

import java.util.Map;
import java.util.Optional;

/**
 * What a person wants to be restored.
 *
 * @param which the word for it in the name of a Job: {@code latest}, the name of a backup, {@code at-} with a moment
 * @param source the environment whose backups are meant; empty for the one that is restored
 */
public record Wanted(Kind kind, String which, Optional<Source> source) {
    /** One of the environment's own backups. */
    public Wanted(Kind kind, String which) {
        this(kind, which, Optional.empty());
    }

    /** Where it goes. */
    public enum Kind {
        /** In the place of the chat's database. */
        RESTORE("restore", "mongodb-restore"),
        /** Into a separate database. */
        BESIDE("beside", "mongodb-restore-beside"),
        /** The separate database becomes the chat's. */
        SWITCH("switch", "mongodb-restore");

        private final String word;
        private final String cronJob;

        Kind(String word, String cronJob) {
            this.word = word;
            this.cronJob = cronJob;
        }

        /** What the names of its Jobs begin with. */
        String word() {
            return word;
        }

        /** The template of its Jobs. */
        String cronJob() {
            return cronJob;
        }

        boolean stopsTheChat() {
            return this != BESIDE;
        }
    }

    /** The separate database. */
    public static Wanted toSwitch() {
        return new Wanted(Kind.SWITCH, "switch");
    }

    /** The Job that does it, in a cluster. */
    public String job() {
        return kind == Kind.SWITCH ? "switch-beside" : kind.word() + "-" + which;
    }

    Wanted named(String backup) {
        return kind == Kind.SWITCH ? this : new Wanted(kind, backup, source);
    }

    /** What the scripts are told besides. */
    public Map<String, String> variables() {
        return source.map(Source::variables).orElse(Map.of());
    }

    String question(String backup) {
        String of = source.map(other -> " of " + other.environment()).orElse("");
        return switch (kind) {
            case RESTORE -> "Restore " + backup + of + " in the place of what is there?";
            case BESIDE -> "Restore " + backup + of + " into a separate database?";
            case SWITCH -> "Make what was restored from " + backup + " the chat's?";
        };
    }

    String ended() {
        return switch (kind) {
            case RESTORE -> "restored; the chat is back";
            case BESIDE ->
                "restored into a separate database: look at it, copy from it (docs/disaster-recovery.md), make it the"
                        + " chat's with --switch, or drop it";
            case SWITCH -> "switched; the chat is back";
        };
    }
}
