package dev.chatstack.cost;

import java.util.Optional;

/**
 * One thing that is paid for.
 *
 * @param what in words
 * @param count how many of the price's unit, before hours are counted; of what is paid by use one
 * @param price what one costs; empty when that is not known
 * @param share whether it is always paid
 */
record BillLine(String what, double count, Optional<UnitPrice> price, Share share) {
    /** When it is paid. */
    enum Share {
        /** always, whoever uses it */
        FIXED,
        /** when the autoscaler has made all the nodes that it may */
        AT_MOST,
        /** by what is used */
        BY_USE,
        /** what something that is always paid would cost instead, bought in another way; in no sum */
        INSTEAD
    }

    /** US dollars a month; nothing of what is paid by use or whose price is not known. */
    double monthly() {
        return share == Share.BY_USE
                ? 0
                : price.map(one -> one.monthly() * count).orElse(0.0);
    }
}
