package dev.chatstack.cost;

import java.util.ArrayList;
import java.util.List;

/** The lines of a bill while they are collected: zero counts are left out, and equal names share one line. */
public final class BillLines {
    private final List<BillLine> lines = new ArrayList<>();
    private final PriceList prices;

    public BillLines(PriceList prices) {
        this.prices = prices;
    }

    /** Adds {@code count} units of {@code item} under the name {@code what}, always paid. */
    public BillLines fixed(String what, String item, double count) {
        return add(what, item, count, BillLine.Share.FIXED);
    }

    /** Adds {@code count} units of {@code item}, paid at the autoscaler's maximum of nodes. */
    public BillLines atMost(String what, String item, double count) {
        return add(what, item, count, BillLine.Share.AT_MOST);
    }

    /** Adds {@code item}, paid by use. */
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
