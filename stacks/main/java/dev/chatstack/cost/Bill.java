package dev.chatstack.cost;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import java.util.ArrayList;
import java.util.List;

/** The estimated monthly cost of an environment. */
public final class Bill {
    private final String region;
    private final List<BillLine> lines;

    private Bill(String region, List<BillLine> lines) {
        this.region = region;
        this.lines = List.copyOf(lines);
    }

    /** Reads the bill from {@code blueprint}. */
    public static Bill of(Blueprint blueprint, Capacity capacity) {
        List<BillLine> lines = new ArrayList<>();
        String region = "";
        for (CloudBill cloud : List.of(
                new GoogleBill(blueprint, capacity),
                new GoogleMachineBill(blueprint),
                new AwsBill(blueprint, capacity),
                new AzureBill(blueprint, capacity))) {
            if (cloud.isPresent()) {
                region = cloud.prices().region();
                lines.addAll(MachineLines.lines(capacity, cloud.prices()));
                lines.addAll(cloud.lines());
            }
        }
        return new Bill(region, lines);
    }

    /** The region whose prices these are. */
    public String region() {
        return region;
    }

    List<BillLine> lines() {
        return lines;
    }

    /** Whether the environment uses nothing that a cloud charges for. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** US dollars a month that are always paid. */
    public double fixed() {
        return sum(BillLine.Share.FIXED);
    }

    /** US dollars a month at the autoscaler's maximum of nodes. */
    public double atMost() {
        return fixed() + sum(BillLine.Share.AT_MOST);
    }

    /** Parts of the sums whose price is not known. */
    public List<String> unknown() {
        return lines.stream()
                .filter(line -> line.price().isEmpty() && line.share() != BillLine.Share.INSTEAD)
                .map(BillLine::what)
                .toList();
    }

    private double sum(BillLine.Share share) {
        return lines.stream()
                .filter(line -> line.share() == share)
                .mapToDouble(BillLine::monthly)
                .sum();
    }
}
