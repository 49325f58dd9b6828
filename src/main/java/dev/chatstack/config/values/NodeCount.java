package dev.chatstack.config.values;

/**
 * How many nodes a cluster has.
 *
 * @param fewest from the beginning, and always
 * @param most that an autoscaler makes
 */
public record NodeCount(int fewest, int most) {
    /** The most that a file may ask for. */
    public static final int LIMIT = 100;

    /** The part of {@code total} that falls to one of {@code groups}; the first ones get what does not divide. */
    public static int share(int total, int groups, int index) {
        return total / groups + (index < total % groups ? 1 : 0);
    }
}
