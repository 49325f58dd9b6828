package dev.chatstack.cost;

/**
 * A list price.
 *
 * @param usd US dollars
 * @param per what for
 * @param region where it holds; {@code any} when the cloud asks the same everywhere
 * @param source where it was read
 * @param date the month of that
 */
record UnitPrice(double usd, Per per, String region, String source, String date) {
    /** What a price is for. */
    enum Per {
        /** an hour, of which a month has 730 */
        HOUR("an hour", 730),
        /** a month */
        MONTH("a month", 1),
        /** a GiB that is kept for a month */
        GIB_MONTH("a GiB", 1),
        /** a GiB that is moved or taken in, however long that takes */
        GIB("a GiB", 1);

        private final String words;
        private final int timesAMonth;

        Per(String words, int timesAMonth) {
            this.words = words;
            this.timesAMonth = timesAMonth;
        }

        /** In words. */
        String words() {
            return words;
        }
    }

    /** What one costs a month. */
    double monthly() {
        return usd * per.timesAMonth;
    }
}
