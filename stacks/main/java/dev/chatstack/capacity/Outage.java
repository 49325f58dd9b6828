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
 * The consequence of a node failure or of a zone outage.
 *
 * @param pending workloads of pods that stay Pending because no other node has room; a pod with a disk can only run in the
 *      disk's zone
 */
public record Outage(List<String> pending) {
    public Outage {
        pending = List.copyOf(pending);
    }

    /** The worst consequence of the failure of one node at the minimum of nodes, before the node is replaced. */
    static Outage ofOneNode(Capacity capacity) {
        List<Node> nodes = capacity.smallest();
        return worst(capacity, nodes, nodes.stream().map(Predicate::isEqual));
    }

    /** The worst consequence of the outage of one zone, with the autoscalers at their maximum in the other zones. */
    static Outage ofOneZone(Capacity capacity) {
        return worst(
                capacity,
                capacity.largest(),
                capacity.zones().stream().map(zone -> node -> node.zone().equals(zone)));
    }

    /**
     * Placement is partly random: the worst case is that every pod with a disk, as far as there is room, runs on the failed nodes.
     */
    private static Outage worst(Capacity capacity, List<Node> afterwards, Stream<Predicate<Node>> losses) {
        List<Place> usual = places(capacity, node -> false);
        return losses.flatMap(lost ->
                        Stream.of(usual, places(capacity, lost)).map(before -> of(capacity, before, afterwards, lost)))
                .max(Comparator.comparingInt(loss -> loss.pending().size()))
                .orElse(new Outage(List.of()));
    }

    private static Outage of(Capacity capacity, List<Place> before, List<Node> afterwards, Predicate<Node> lost) {
        List<Node> left = afterwards.stream().filter(lost.negate()).toList();
        SimulatedCluster cluster = new SimulatedCluster(left);
        Scheduler scheduler = new Scheduler(cluster);
        capacity.daemons().forEach(scheduler::placeOnEveryNode);
        List<PodDemand> moving = new ArrayList<>();
        for (Place place : before) {
            if (!lost.test(place.node())) {
                cluster.put(left.indexOf(place.node()), place.pod());
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

    /** The places that the scheduler chooses when pods with a disk happen to get the {@code preferred} nodes. */
    private static List<Place> places(Capacity capacity, Predicate<Node> preferred) {
        List<Node> nodes = capacity.smallest();
        SimulatedCluster cluster = new SimulatedCluster(nodes);
        Scheduler scheduler = new Scheduler(cluster);
        capacity.daemons().forEach(scheduler::placeOnEveryNode);
        List<Place> places = new ArrayList<>();
        List<PodDemand> others = new ArrayList<>(capacity.services());
        for (PodDemand pod : onePerWorkload(capacity.services())) {
            IntStream.range(0, nodes.size())
                    .filter(i -> preferred.test(nodes.get(i)) && cluster.takes(i, pod))
                    .findFirst()
                    .ifPresent(i -> {
                        cluster.put(i, pod);
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

    /** One pod of each workload with a disk, because the scheduler spreads equal pods; small ones first, so that most have room. */
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
