package dev.chatstack.cost;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A bill in words. */
public final class BillText {
    private BillText() {}

    /** The sum in one line. */
    public static String sum(Bill bill) {
        String unknown = bill.unknown().isEmpty()
                ? ""
                : "; not included, because the price is unknown: " + String.join(", ", bill.unknown());
        String most = bill.atMost() == bill.fixed() ? "" : ", up to $" + whole(bill.atMost()) + " at maximum nodes";
        return "$%s/month%s%s, plus traffic and storage%s"
                .formatted(
                        whole(bill.fixed()), borrowed(bill) ? " (some prices from other regions)" : "", most, unknown);
    }

    /** Every line with the price, and the sources of the prices. */
    public static List<String> table(Bill bill) {
        List<String> text = new ArrayList<>();
        List<String> sources = List.copyOf(sources(bill));
        part(bill, BillLine.Share.FIXED, "always", sources, text);
        text.add(String.format(Locale.ROOT, "  %9.2f  together", bill.fixed()));
        part(bill, BillLine.Share.AT_MOST, "at maximum nodes, in addition", sources, text);
        part(bill, BillLine.Share.BY_USE, "by use", sources, text);
        part(
                bill,
                BillLine.Share.INSTEAD,
                "the minimum number of nodes under other contracts, or with other processors",
                sources,
                text);
        for (int i = 0; i < sources.size(); i++) {
            text.add("[" + (i + 1) + "] " + sources.get(i));
        }
        return text;
    }

    private static void part(Bill bill, BillLine.Share share, String title, List<String> sources, List<String> text) {
        List<BillLine> lines =
                bill.lines().stream().filter(line -> line.share() == share).toList();
        if (!lines.isEmpty()) {
            text.add(title + ":");
            lines.forEach(line -> text.add(line(bill, line, sources)));
        }
    }

    private static String line(Bill bill, BillLine line, List<String> sources) {
        if (line.price().isEmpty()) {
            return "    unknown  %s: %s".formatted(line.what(), count(line.count()));
        }
        UnitPrice price = line.price().get();
        String unit = number(price.usd()) + " " + price.per().words();
        String elsewhere =
                price.region().equals(bill.region()) || price.region().equals("any") ? "" : ", in " + price.region();
        String source = " [" + (sources.indexOf(source(price)) + 1) + "]";
        return line.share() == BillLine.Share.BY_USE
                ? "             %s: %s%s%s".formatted(line.what(), unit, elsewhere, source)
                : String.format(
                        Locale.ROOT,
                        "  %9.2f  %s: %s at %s%s%s",
                        line.monthly(),
                        line.what(),
                        count(line.count()),
                        unit,
                        elsewhere,
                        source);
    }

    private static boolean borrowed(Bill bill) {
        return bill.lines().stream()
                .flatMap(line -> line.price().stream())
                .anyMatch(price ->
                        !price.region().equals("any") && !price.region().equals(bill.region()));
    }

    private static Set<String> sources(Bill bill) {
        Set<String> sources = new LinkedHashSet<>();
        bill.lines().forEach(line -> line.price().ifPresent(price -> sources.add(source(price))));
        return sources;
    }

    private static String source(UnitPrice price) {
        return price.source() + ", " + price.date();
    }

    private static String whole(double usd) {
        return String.format(Locale.ROOT, "%,.0f", usd);
    }

    private static String number(double usd) {
        return String.format(Locale.ROOT, "%.4f", usd).replaceFirst("(\\.\\d\\d)0+$", "$1");
    }

    private static String count(double count) {
        return count == Math.rint(count) ? whole(count) : String.format(Locale.ROOT, "%.1f", count);
    }
}
