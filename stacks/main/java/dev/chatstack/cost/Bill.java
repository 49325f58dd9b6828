package dev.chatstack.cost;

import dev.chatstack.capacity.Capacity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an environment costs a month, as far as that can be said beforehand. */
public final class Bill {
    private final String region;
    private final List<BillLine> lines;

    private Bill(String region, List<BillLine> lines) {
        this.region = region;
        this.lines = List.copyOf(lines);
    }

    /** What {@code cloud} asks for, and its machines; without a cloud nothing is paid for. */
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

    List<BillLine> lines() {
        return lines;
    }

    /** Whether there is nothing to pay for: the environment makes nothing of a cloud. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** US dollars a month for what is always paid. */
    public double fixed() {
        return sum(BillLine.Share.FIXED);
    }

    /** US dollars a month with all the nodes that the autoscaler may make. */
    public double atMost() {
        return fixed() + sum(BillLine.Share.AT_MOST);
    }

    /** What is always paid and whose price is not known. */
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
