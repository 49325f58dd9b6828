package dev.chatstack.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What becomes of the pods when nodes are lost.
 *
 * @param homeless workloads of pods that ran there and find no other place; a pod with a disk finds one only in the disk's zone
 */
public record Loss(List<String> homeless) {
    public Loss {
        homeless = List.copyOf(homeless);
    }

    /** The worst that the loss of one of the nodes that are always there does, before another takes its place. */
    static Loss ofOneNode(Capacity capacity) {
        List<Node> nodes = capacity.smallest();
        List<Place> before = places(capacity);
        return worst(nodes.stream()
                .map(lost -> of(capacity, before, nodes, lost::equals))
                .toList());
    }

    /** The worst that the loss of one zone does when the autoscaler has made what it may in the others. */
    static Loss ofOneZone(Capacity capacity) {
        List<Node> nodes = capacity.largest();
        List<Place> before = places(capacity);
        return worst(capacity.zones().stream()
                .map(zone -> of(capacity, before, nodes, node -> node.zone().equals(zone)))
                .toList());
    }

    private static Loss worst(List<Loss> losses) {
        return losses.stream()
                .max(Comparator.comparingInt(loss -> loss.homeless().size()))
                .orElse(new Loss(List.of()));
    }

    private static Loss of(Capacity capacity, List<Place> before, List<Node> afterwards, Predicate<Node> lost) {
        List<Node> left = afterwards.stream().filter(lost.negate()).toList();
        Load load = new Load(left);
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
        return new Loss(scheduler.place(moving).stream()
                .map(PodDemand::workload)
                .sorted()
                .toList());
    }

    /** Where the scheduler puts the pods at first. */
    private static List<Place> places(Capacity capacity) {
        List<Node> nodes = capacity.smallest();
        Load load = new Load(nodes);
        Scheduler scheduler = new Scheduler(load);
        capacity.daemons().forEach(scheduler::placeOnEveryNode);
        List<Place> places = new ArrayList<>();
        for (PodDemand pod : capacity.services()) {
            int node = scheduler.place(pod);
            if (node >= 0) {
                places.add(new Place(pod, nodes.get(node)));
            }
        }
        return places;
    }

    private record Place(PodDemand pod, Node node) {}
}
