package dev.chatstack.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The smallest changes of the nodes with which everything fits, in the words of the environment's file. */
final class Remedy {
    private static final int MORE_NODES = 20;

    private Remedy() {}

    /** One for the number of nodes and one for their size, as far as there is one. */
    static List<String> of(Capacity capacity) {
        List<String> remedies = new ArrayList<>();
        moreNodes(capacity).ifPresent(remedies::add);
        largerNodes(capacity).ifPresent(remedies::add);
        return remedies;
    }

    /** The fewest of our own nodes on which everything that always runs fits in whatever order it comes; empty when none will do. */
    static Optional<Integer> fewestNodes(Capacity capacity) {
        List<NodePool> ours = capacity.ours();
        for (int total = ours.size(); total <= 100; total++) {
            int wanted = total;
            Capacity tried = change(capacity, pool -> pool.withSmallest(share(wanted, ours, pool)));
            if (Fit.of(tried.smallest(), tried.daemons(), tried.services()).verdict() == Fit.Verdict.ALWAYS) {
                return Optional.of(total);
            }
        }
        return Optional.empty();
    }

    /** A group for each zone gets its share of {@code total}, the first ones what does not divide. */
    private static int share(int total, List<NodePool> pools, NodePool pool) {
        return total / pools.size() + (pools.indexOf(pool) < total % pools.size() ? 1 : 0);
    }

    private static Optional<String> moreNodes(Capacity capacity) {
        int now = capacity.ours().stream()
                .mapToInt(pool -> pool.count().largest())
                .sum();
        for (int total = now + 1; total <= now + MORE_NODES; total++) {
            int wanted = total;
            List<NodePool> ours = capacity.ours();
            if (fits(change(capacity, pool -> pool.withLargest(share(wanted, ours, pool))))) {
                return Optional.of(setting(capacity, "maxWorkersCount") + ": " + total);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> largerNodes(Capacity capacity) {
        NodePool first = capacity.ours().get(0);
        for (MachineType larger : MachineTypes.larger(first.cloud(), first.machine())) {
            if (fits(change(capacity, pool -> pool.with(larger)))) {
                String setting = first.cloud().equals("aws") ? "machineTypes" : "machineType";
                String value = first.cloud().equals("aws") ? "[" + larger.name() + "]" : larger.name();
                return Optional.of(setting(capacity, setting) + ": " + value);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Capacity capacity) {
        return Assessment.atLargest(capacity).verdict() != Fit.Verdict.NEVER;
    }

    /** Changes the pools on which our own pods run. */
    private static Capacity change(Capacity capacity, UnaryOperator<NodePool> change) {
        return capacity.with(capacity.pools().stream()
                .map(pool -> capacity.ours().contains(pool) ? change.apply(pool) : pool)
                .toList());
    }

    /** {@code key} of the nodes on which our own pods run, as a file says it. */
    static String setting(Capacity capacity, String key) {
        boolean userPool = capacity.pools().size() > capacity.ours().size();
        return (userPool ? "cloud.userNodes." : "cloud.nodes.") + key;
    }
}
