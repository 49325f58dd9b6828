package dev.chatstack.config;

/**
 * How many nodes a cluster has.
 *
 * @param fewest from the beginning, and always
 * @param most that an autoscaler makes
 */
public record NodeCount(int fewest, int most) {
    /** The most that a file may ask for. */
    public static final int LIMIT = 100;
}
