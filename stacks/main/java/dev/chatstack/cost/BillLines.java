package dev.chatstack.cost;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a bill: what there is none of is left out, and what is called the same is one line. */
public final class BillLines {
    private final List<BillLine> lines = new ArrayList<>();
    private final PriceList prices;

    public BillLines(PriceList prices) {
        this.prices = prices;
    }

    /** {@code count} of {@code item}, called {@code what}, always paid. */
    public BillLines fixed(String what, String item, double count) {
        return add(what, item, count, BillLine.Share.FIXED);
    }

    /** {@code count} of {@code item} when there are as many nodes as there may be. */
    public BillLines atMost(String what, String item, double count) {
        return add(what, item, count, BillLine.Share.AT_MOST);
    }

    /** {@code item}, paid by what is used. */
    public BillLines byUse(String what, String item) {
        return add(what, item, 1, BillLine.Share.BY_USE);
    }

    public List<BillLine> all() {
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
