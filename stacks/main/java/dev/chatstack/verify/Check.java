package dev.chatstack.verify;

/** One promise, examined on the running environment. A new check is a class with these methods and a line in {@link Checks}. */
public interface Check {
    /** The heading under which the check stands, such as {@code database}. */
    String group();

    /** What holds when the check passes, such as {@code 3 members, one primary}. */
    String name();

    /** Examines it, and changes nothing. */
    Finding examine();
}
