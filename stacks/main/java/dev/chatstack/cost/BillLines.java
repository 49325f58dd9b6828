package dev.chatstack.cost;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a bill: what there is none of is left out, and what is called the same is one line. */
final class BillLines {
    private final List<BillLine> lines = new ArrayList<>();
    private final PriceList prices;

    BillLines(PriceList prices) {
        this.prices = prices;
    }

    /** {@code count} of {@code item}, called {@code what}, always paid. */
    BillLines fixed(String what, String item, double count) {
        return add(what, item, count, BillLine.Share.FIXED);
    }

    /** {@code count} of {@code item} when there are as many nodes as there may be. */
    BillLines atMost(String what, String item, double count) {
        return add(what, item, count, BillLine.Share.AT_MOST);
    }

    /** {@code item}, paid by what is used. */
    BillLines byUse(String what, String item) {
        return add(what, item, 1, BillLine.Share.BY_USE);
    }

    List<BillLine> all() {
        return List.copyOf(lines);
    }

    private BillLines add(String what, String item, double count, BillLine.Share share) {
        for (int i = 0; i < lines.size(); i++) {
            BillLine line = lines.get(i);
            if (line.what().equals(what) && line.share() == share) {
                lines.set(i, new BillLine(what, line.count() + count, line.price(), share));
                return this;
            }
        }
        if (count > 0) {
            lines.add(new BillLine(what, count, prices.of(item), share));
        }
        return this;
    }
}
