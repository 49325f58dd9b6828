package dev.chatstack.cli.estimate;

import dev.chatstack.capacity.CapacityTable;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.BillText;
import dev.chatstack.cost.CostDifference;
import dev.chatstack.synthesis.Forecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An estimate in words. */
public final class EstimateText {
    private EstimateText() {}

    /** The lines of {@code estimate}; {@code before} is the bill of {@code revision}, to compare with. */
    public static List<String> of(EnvironmentEstimate estimate, Optional<Bill> before, String revision) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + estimate.environment().name());
        Forecast.chosen(estimate.environment()).ifPresent(lines::add);
        if (estimate.containers().isEmpty()) {
            lines.addAll(CapacityTable.of(estimate.capacity()));
        } else {
            lines.add(DockerContainer.sum(estimate.containers()));
            estimate.hostMemory().ifPresent(lines::add);
            estimate.containers()
                    .forEach(container -> lines.add("  " + container.name() + ": "
                            + (container.memoryMib() == 0 ? "no limit" : "up to " + container.memoryMib() + " MiB")));
        }
        estimate.assessment().map(CapacityText::fit).ifPresent(lines::add);
        Bill bill = estimate.bill();
        if (!bill.isEmpty()) {
            lines.add("");
            lines.add("cost: " + BillText.sum(bill));
        }
        before.ifPresent(then -> lines.add("cost compared with " + revision + ": "
                + CostDifference.of(then, bill).words()));
        if (!bill.isEmpty()) {
            lines.addAll(BillText.table(bill));
        }
        lines.add("");
        return lines;
    }
}
