package dev.chatstack.cost;

import java.util.List;

/** What one cloud asks for besides machines. */
public interface CloudBill {
    /** Whether the environment makes anything there. */
    boolean isPresent();

    /** The prices of the region where it does. */
    PriceList prices();

    /** All that is paid for. */
    List<BillLine> lines();
}
