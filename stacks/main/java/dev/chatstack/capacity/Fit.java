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
 * @param waiting pods for which the scheduler finds no place in the order in which they are made; empty when all have one
 */
public record Fit(Verdict verdict, List<PodDemand> waiting) {
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

    public Fit {
        waiting = List.copyOf(waiting);
    }

    /** Looks for places for {@code pods} on {@code nodes}, on each of which {@code daemons} run as far as they tolerate it. */
    static Fit of(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        List<PodDemand> homeless = place(nodes, daemons, List.of());
        if (!homeless.isEmpty()) {
            return new Fit(Verdict.NEVER, homeless);
        }
        int failed = 0;
        List<PodDemand> waiting = List.of();
        List<List<PodDemand>> orders = orders(pods);
        for (List<PodDemand> order : orders) {
            List<PodDemand> left = place(nodes, daemons, order);
            if (!left.isEmpty()) {
                waiting = failed == 0 ? left : waiting;
                failed++;
            }
        }
        if (failed == 0) {
            return new Fit(Verdict.ALWAYS, waiting);
        }
        boolean never = failed == orders.size() && isImpossible(nodes, daemons, pods);
        return new Fit(never ? Verdict.NEVER : Verdict.SOMETIMES, waiting);
    }

    private static List<PodDemand> place(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        Load load = new Load(nodes);
        Scheduler scheduler = new Scheduler(load);
        List<PodDemand> waiting = new ArrayList<>();
        daemons.forEach(daemon -> waiting.addAll(scheduler.placeOnEveryNode(daemon)));
        waiting.addAll(scheduler.place(pods));
        return waiting;
    }

    private static boolean isImpossible(List<Node> nodes, List<PodDemand> daemons, List<PodDemand> pods) {
        Load load = new Load(nodes);
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
