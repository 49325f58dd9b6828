package dev.chatstack.cost;

/**
 * The list price of one unit.
 *
 * @param usd the price in USD
 * @param per the unit
 * @param region the region of the price; {@code any} for a price that is the same everywhere
 * @param source the page with the price
 * @param date the month in which the page was read
 */
public record UnitPrice(double usd, Per per, String region, String source, String date) {
    /** The unit of a price. */
    public enum Per {
        /** an hour, of which a month has 730 */
        HOUR("an hour", 730),
        /** a month */
        MONTH("a month", 1),
        /** a GiB that is stored for a month */
        GIB_MONTH("a GiB", 1),
        /** a GiB that is transferred or ingested */
        GIB("a GiB", 1);

        private final String words;
        private final int timesAMonth;

        Per(String words, int timesAMonth) {
            this.words = words;
            this.timesAMonth = timesAMonth;
        }

        /** The unit in words. */
        String words() {
            return words;
        }
    }

    /** USD for one unit a month. */
    public double monthly() {
        return usd * per.timesAMonth;
    }
}
