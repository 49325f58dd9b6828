package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Whether pods can be scheduled on nodes.
 *
 * @param verdict whether the pods fit
 * @param pending pods that stay Pending when pods are created in their usual order
 */
public record Schedulability(Verdict verdict, List<PodDemand> pending) {
    private static final int SHUFFLES = 12;
    private static final long STEPS = 20_000;

    /** Whether pods fit. */
    public enum Verdict {
        /** the pods fit in any order */
        ALWAYS,
        /** the pods fit in some orders; in other orders the scheduler leaves no place for the last pods */
        SOMETIMES,
        /** there is no placement for the pods */
        NEVER
    }

    public Schedulability {
        pending = List.copyOf(pending);
    }

    /** Places {@code pods} on {@code nodes}, each of which runs the {@code daemons} that tolerate the node's taints. */
    static Schedulability of(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        List<PodDemand> unplaced = place(nodes, daemons, List.of());
        if (!unplaced.isEmpty()) {
            return new Schedulability(Verdict.NEVER, unplaced);
        }
        int failed = 0;
        List<PodDemand> pending = List.of();
        List<List<PodDemand>> orders = orders(pods);
        for (List<PodDemand> order : orders) {
            List<PodDemand> left = place(nodes, daemons, order);
            if (!left.isEmpty()) {
                pending = failed == 0 ? left : pending;
                failed++;
            }
        }
        if (failed == 0) {
            return new Schedulability(Verdict.ALWAYS, pending);
        }
        boolean never = failed == orders.size() && isImpossible(nodes, daemons, pods);
        return new Schedulability(never ? Verdict.NEVER : Verdict.SOMETIMES, pending);
    }

    private static List<PodDemand> place(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        SimulatedCluster cluster = new SimulatedCluster(nodes);
        Scheduler scheduler = new Scheduler(cluster);
        List<PodDemand> pending = new ArrayList<>();
        daemons.forEach(daemon -> pending.addAll(scheduler.placeOnEveryNode(daemon)));
        pending.addAll(scheduler.place(pods));
        return pending;
    }

    private static boolean isImpossible(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        SimulatedCluster cluster = new SimulatedCluster(nodes);
        Scheduler scheduler = new Scheduler(cluster);
        daemons.forEach(scheduler::placeOnEveryNode);
        return Packing.of(cluster, pods, STEPS) == Packing.Answer.IMPOSSIBLE;
    }

    /** The usual order, small pods first, large pods first, and shuffled orders, which are the same in every run. */
    private static List<List<PodDemand>> orders(List<PodDemand> pods) {
        List<List<PodDemand>> orders = new ArrayList<>(List.of(pods));
        Comparator<PodDemand> byMemory =
                Comparator.comparingLong(pod -> pod.amount().memory());
        orders.add(pods.stream().sorted(byMemory).toList());
        orders.add(pods.stream().sorted(byMemory.reversed()).toList());
        Random random = new Random(1);
        for (int i = 0; i < SHUFFLES; i++) {
            List<PodDemand> shuffled = new ArrayList<>(pods);
            Collections.shuffle(shuffled, random);
            orders.add(shuffled);
        }
        return orders;
    }
}
