package dev.chatstack.cost;

import java.util.List;

/** What one cloud asks for besides machines. */
interface CloudBill {
    /** Whether the environment makes anything there. */
    boolean isPresent();

    PriceList prices();

    List<BillLine> lines();
}
