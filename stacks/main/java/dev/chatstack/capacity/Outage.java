package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What becomes of the pods when nodes are lost.
 *
 * @param pending workloads of pods that ran there and find no other place; a pod with a disk finds one only in the disk's zone
 */
public record Outage(List<String> pending) {
    public Outage {
        pending = List.copyOf(pending);
    }

    /** The worst that the loss of one of the nodes that are always there does, before another takes its place. */
    static Outage ofOneNode(Capacity capacity) {
        List<Node> nodes = capacity.smallest();
        return worst(capacity, nodes, nodes.stream().map(Predicate::isEqual));
    }

    /** The worst that the loss of one zone does when the autoscaler has made what it may in the others. */
    static Outage ofOneZone(Capacity capacity) {
        return worst(
                capacity,
                capacity.largest(),
                capacity.zones().stream().map(zone -> node -> node.zone().equals(zone)));
    }

    /** Where the pods are is chance; at worst all that keep their zone, as far as there is room for them, are where the loss is. */
    private static Outage worst(Capacity capacity, List<Node> afterwards, Stream<Predicate<Node>> losses) {
        List<Place> usual = places(capacity, node -> false);
        return losses.flatMap(lost ->
                        Stream.of(usual, places(capacity, lost)).map(before -> of(capacity, before, afterwards, lost)))
                .max(Comparator.comparingInt(loss -> loss.pending().size()))
                .orElse(new Outage(List.of()));
    }

    private static Outage of(Capacity capacity, List<Place> before, List<Node> afterwards, Predicate<Node> lost) {
        List<Node> left = afterwards.stream().filter(lost.negate()).toList();
        SimulatedCluster load = new SimulatedCluster(left);
        Scheduler scheduler = new Scheduler(load);
        capacity.daemons().forEach(scheduler::placeOnEveryNode);
        List<PodDemand> moving = new ArrayList<>();
        for (Place place : before) {
            if (!lost.test(place.node())) {
                load.put(left.indexOf(place.node()), place.pod());
            } else if (place.pod().keepsItsZone()) {
                moving.add(place.pod().in(place.node().zone()));
            } else {
                moving.add(place.pod());
            }
        }
        return new Outage(scheduler.place(moving).stream()
                .map(PodDemand::workload)
                .sorted()
                .toList());
    }

    /** Where the scheduler puts the pods at first, when those that keep their zone happen to get the nodes that are {@code preferred}. */
    private static List<Place> places(Capacity capacity, Predicate<Node> preferred) {
        List<Node> nodes = capacity.smallest();
        SimulatedCluster load = new SimulatedCluster(nodes);
        Scheduler scheduler = new Scheduler(load);
        capacity.daemons().forEach(scheduler::placeOnEveryNode);
        List<Place> places = new ArrayList<>();
        List<PodDemand> others = new ArrayList<>(capacity.services());
        for (PodDemand pod : onePerWorkload(capacity.services())) {
            IntStream.range(0, nodes.size())
                    .filter(i -> preferred.test(nodes.get(i)) && load.takes(i, pod))
                    .findFirst()
                    .ifPresent(i -> {
                        load.put(i, pod);
                        places.add(new Place(pod, nodes.get(i)));
                        others.remove(pod);
                    });
        }
        for (PodDemand pod : others) {
            int node = scheduler.place(pod);
            if (node >= 0) {
                places.add(new Place(pod, nodes.get(node)));
            }
        }
        return places;
    }

    /** One of each that keeps its zone, for the scheduler spreads what is alike; the small ones first, so that most find room. */
    private static List<PodDemand> onePerWorkload(List<PodDemand> pods) {
        Map<String, PodDemand> ones = new LinkedHashMap<>();
        pods.stream()
                .filter(PodDemand::keepsItsZone)
                .sorted(Comparator.comparingLong(pod -> pod.amount().memory()))
                .forEach(pod -> ones.putIfAbsent(pod.workload(), pod));
        return List.copyOf(ones.values());
    }

    private record Place(PodDemand pod, Node node) {}
}
