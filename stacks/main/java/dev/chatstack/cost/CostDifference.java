package dev.chatstack.cost;

import java.util.Locale;

/**
 * How a change alters the bill.
 *
 * @param usdMonthlyBefore USD that were always paid each month
 * @param usdMonthly USD that are always paid each month from now on
 * @param usdMonthlyMore USD more each month; below zero when it costs less
 */
public record CostDifference(double usdMonthlyBefore, double usdMonthly, double usdMonthlyMore) {
    /** That between two bills. */
    public static CostDifference of(Bill before, Bill after) {
        return new CostDifference(before.fixed(), after.fixed(), after.fixed() - before.fixed());
    }

    /** In a few words, such as {@code $10/month more}. */
    public String words() {
        return Math.abs(usdMonthlyMore) < 0.5
                ? "as before"
                : String.format(
                        Locale.ROOT, "$%,.0f/month %s", Math.abs(usdMonthlyMore), usdMonthlyMore > 0 ? "more" : "less");
    }
}
