package dev.chatstack.diagram;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The zones of a cluster as boxes, each with its nodes. */
final class Zones {
    private Zones() {}

    /** Those of {@code capacity}; none of a cluster that exists, because nobody knows its nodes. */
    static List<Box> of(Capacity capacity) {
        Map<String, List<String>> zones = new TreeMap<>();
        for (NodePool pool : capacity.pools()) {
            pool.zones().forEach(zone -> zones.computeIfAbsent(zone, none -> new ArrayList<>())
                    .add("%s %s%s"
                            .formatted(
                                    CloudPlaces.count(
                                            nodes(pool, pool.count().fewest(), zone),
                                            nodes(pool, pool.count().most(), zone)),
                                    pool.machine().name(),
                                    pool.spot() ? " spot" : "")));
        }
        return zones.entrySet().stream()
                .map(zone -> new Box("zone " + zone.getKey(), "zone " + zone.getKey(), zone.getValue(), Kind.ZONE))
                .toList();
    }

    private static int nodes(NodePool pool, int number, String zone) {
        return Math.toIntExact(pool.nodes(number).stream()
                .filter(node -> node.zone().equals(zone))
                .count());
    }
}
