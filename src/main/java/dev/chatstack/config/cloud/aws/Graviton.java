package dev.chatstack.config.cloud.aws;

/** Amazon's ARM processors. */
public final class Graviton {
    private Graviton() {}

    /** Whether an instance {@code type} has one: the letter g among those behind the generation marks them. */
    public static boolean isIn(String type) {
        return type.matches("[a-z]+\\d+[-a-z]*g[-a-z]*\\..*") || isFirst(type);
    }

    /** Whether it has the first generation, which knows less than ARMv8.2-A. */
    static boolean isFirst(String type) {
        return type.startsWith("a1.");
    }
}
