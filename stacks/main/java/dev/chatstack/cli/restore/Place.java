package dev.chatstack.cli.restore;

import java.util.Optional;

/** Where the database of an environment runs, as a restore needs it. Everything that goes wrong is a {@code UserError}. */
public interface Place {
    /** Refuses to do anything where another environment runs. */
    void mustBeRight();

    /** A restore that was begun and has not come to its end, in words; from then on {@link #follow} is about that one. */
    Optional<String> left();

    /** What a restore would bring, replace and lose, and about how long it takes; printed, and changes nothing. */
    String preview(Wanted wanted);

    /** What the copy of the files that belongs to {@code backup} would bring; printed, and changes nothing. Nothing where files are elsewhere. */
    default void previewFiles(String backup) {}

    /** Backs up what is there now. */
    void keep();

    /** Begins it; it then runs without the caller. */
    void begin(Wanted wanted);

    /** What happens when the person who began it leaves now. */
    String leaving();

    /** Prints what it says until it has ended well. */
    void follow();

    /** Waits until people can chat again. */
    void back();
}
