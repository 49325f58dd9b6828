package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Whether pods have room on nodes.
 *
 * @param verdict how sure that is
 * @param pending pods for which the scheduler finds no place in the order in which they are made; empty when all have one
 */
public record Schedulability(Verdict verdict, List<PodDemand> pending) {
    private static final int SHUFFLES = 12;
    private static final long STEPS = 20_000;

    /** How sure it is that there is room. */
    public enum Verdict {
        /** in whatever order the pods come */
        ALWAYS,
        /** in some orders; in others the scheduler uses its room up in a way that leaves no place for the last ones */
        SOMETIMES,
        /** there is no way to place them */
        NEVER
    }

    public Schedulability {
        pending = List.copyOf(pending);
    }

    /** Looks for places for {@code pods} on {@code nodes}, on each of which {@code daemons} run as far as they tolerate it. */
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
        SimulatedCluster load = new SimulatedCluster(nodes);
        Scheduler scheduler = new Scheduler(load);
        List<PodDemand> pending = new ArrayList<>();
        daemons.forEach(daemon -> pending.addAll(scheduler.placeOnEveryNode(daemon)));
        pending.addAll(scheduler.place(pods));
        return pending;
    }

    private static boolean isImpossible(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        SimulatedCluster load = new SimulatedCluster(nodes);
        Scheduler scheduler = new Scheduler(load);
        daemons.forEach(scheduler::placeOnEveryNode);
        return Packing.of(load, pods, STEPS) == Packing.Answer.IMPOSSIBLE;
    }

    /** As they are made, the small ones first, the large ones first, and shuffled, always the same way. */
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
