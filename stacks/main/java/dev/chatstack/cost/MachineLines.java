package dev.chatstack.cost;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.MachineTypes;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of a bill for the machines of a cluster, including the machines that an autoscaler may add. */
final class MachineLines {
    private record Kind(String machine, boolean spot) {}

    private MachineLines() {}

    static List<BillLine> lines(Capacity capacity, PriceList prices) {
        Map<Kind, NodeCount> kinds = new LinkedHashMap<>();
        for (NodePool pool : capacity.pools()) {
            kinds.merge(
                    new Kind(pool.machine().name(), pool.spot()),
                    pool.count(),
                    (one, other) -> new NodeCount(one.fewest() + other.fewest(), one.most() + other.most()));
        }
        List<BillLine> lines = new ArrayList<>();
        kinds.forEach((kind, count) -> {
            String name = "machine " + kind.machine() + (kind.spot() ? ", spot" : "");
            Optional<UnitPrice> price = prices.machine(kind.machine(), kind.spot());
            int more = count.most() - count.fewest();
            lines.add(new BillLine(name, count.fewest(), price, BillLine.Share.FIXED));
            if (!kind.spot()) {
                Optional<UnitPrice> committed = prices.committed(kind.machine());
                Optional<UnitPrice> spare = prices.machine(kind.machine(), true);
                lines.add(new BillLine(
                        name + ", committed to for a year", count.fewest(), committed, BillLine.Share.INSTEAD));
                lines.add(new BillLine(name + ", spot", count.fewest(), spare, BillLine.Share.INSTEAD));
                otherProcessor(kind.machine(), count.fewest(), prices).ifPresent(lines::add);
            }
            if (more > 0) {
                lines.add(new BillLine(name + ", added by the autoscaler", more, price, BillLine.Share.AT_MOST));
            }
        });
        return lines;
    }

    /** The cheapest ARM machines of the same size; for ARM machines, the x86 machines that are most like them. */
    static Optional<BillLine> otherProcessor(String machine, int count, PriceList prices) {
        boolean isArm = MachineTypes.isArm(prices.cloud(), machine);
        Stream<BillLine> priced = MachineTypes.otherProcessor(prices.cloud(), machine).stream()
                .map(type -> new BillLine(
                        "machine " + type.name() + (isArm ? ", x86" : ", ARM") + ", instead of " + machine,
                        count,
                        prices.machine(type.name(), false),
                        BillLine.Share.INSTEAD))
                .filter(line -> line.price().isPresent());
        return isArm ? priced.findFirst() : priced.min(Comparator.comparingDouble(BillLine::monthly));
    }
}
