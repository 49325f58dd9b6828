package dev.chatstack.cost;

import dev.chatstack.capacity.Capacity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The estimated monthly cost of an environment. */
public final class Bill {
    private final String region;
    private final List<BillLine> lines;

    private Bill(String region, List<BillLine> lines) {
        this.region = region;
        this.lines = List.copyOf(lines);
    }

    /** The bill of {@code cloud}, its machines included; empty without a cloud. */
    public static Bill of(Optional<CloudBill> cloud, Capacity capacity) {
        return cloud.filter(CloudBill::isPresent)
                .map(present -> new Bill(
                        present.prices().region(),
                        Stream.concat(MachineLines.lines(capacity, present.prices()).stream(), present.lines().stream())
                                .toList()))
                .orElseGet(() -> new Bill("", List.of()));
    }

    /** The region whose prices these are. */
    public String region() {
        return region;
    }

    /** Its parts. */
    public List<BillLine> lines() {
        return lines;
    }

    /** Whether the environment uses nothing that a cloud charges for. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** USD per month that are always paid. */
    public double fixed() {
        return sum(BillLine.Share.FIXED);
    }

    /** USD per month at the autoscaler's maximum of nodes. */
    public double atMost() {
        return fixed() + sum(BillLine.Share.AT_MOST);
    }

    /** USD a month of what is always paid and whose name begins with {@code what}. */
    public double monthly(String what) {
        return lines.stream()
                .filter(line ->
                        line.share() == BillLine.Share.FIXED && line.what().startsWith(what))
                .mapToDouble(BillLine::monthly)
                .sum();
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
