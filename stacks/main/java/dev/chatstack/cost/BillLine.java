package dev.chatstack.cost;

import java.util.Optional;

/**
 * One line of a bill.
 *
 * @param what the name of the thing that is paid for
 * @param count the number of units, not multiplied by hours; 1 when the cost depends on use
 * @param price the price of one unit; empty when not known
 * @param share the sum to which the line belongs
 */
public record BillLine(String what, double count, Optional<UnitPrice> price, Share share) {
    /** The sum to which a line belongs. */
    public enum Share {
        /** always paid */
        FIXED,
        /** paid at the autoscaler's maximum of nodes */
        AT_MOST,
        /** paid by use */
        BY_USE,
        /** an alternative price of something that is always paid; in no sum */
        INSTEAD
    }

    /** USD a month; 0 when the cost depends on use or the price is not known. */
    public double monthly() {
        return share == Share.BY_USE
                ? 0
                : price.map(one -> one.monthly() * count).orElse(0.0);
    }
}
