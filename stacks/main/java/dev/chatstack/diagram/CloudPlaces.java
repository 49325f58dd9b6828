package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.NodePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a picture is the cloud's: what encloses the cluster, and what stands outside. */
public interface CloudPlaces {
    /** Those of a cluster that exists: nothing is known of what it stands in. */
    CloudPlaces NONE = new CloudPlaces() {
        @Override
        public List<String> frames(Blueprint blueprint, Capacity capacity) {
            return List.of("existing cluster");
        }

        @Override
        public Map<String, String> services() {
            return Map.of();
        }
    };

    /** Cloud, network and cluster, the outermost first. */
    List<String> frames(Blueprint blueprint, Capacity capacity);

    /** Types of resources that are drawn as a service of the cloud, in the picture's order, and what they are called. */
    Map<String, String> services();

    /** Classes of Ingress that are load balancers of the cloud, and what they are called. */
    default Map<String, String> ingresses() {
        return Map.of();
    }

    /** The nodes of a cluster, in words that follow its name. */
    static String nodes(Capacity capacity) {
        return capacity.pools().stream()
                .collect(Collectors.groupingBy(
                        pool -> pool.machine().name() + (pool.spot() ? " spot" : ""),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry ->
                        ", %s %s".formatted(count(fewest(entry.getValue()), most(entry.getValue())), entry.getKey()))
                .collect(Collectors.joining());
    }

    /** From {@code fewest} to {@code most} nodes, in words. */
    static String count(int fewest, int most) {
        String number = fewest == most ? "" + most : fewest + " to " + most;
        return number + (fewest == most && most == 1 ? " node" : " nodes");
    }

    private static int fewest(List<NodePool> pools) {
        return pools.stream().mapToInt(pool -> pool.count().fewest()).sum();
    }

    private static int most(List<NodePool> pools) {
        return pools.stream().mapToInt(pool -> pool.count().most()).sum();
    }

    /** Names of the resources of {@code type}. */
    static String names(Blueprint blueprint, String type) {
        return blueprint.all(type).stream().map(Resource::name).collect(Collectors.joining(", "));
    }

    /** What stands at {@code pointer} of the first resource of {@code type}. */
    static String first(Blueprint blueprint, String type, String pointer) {
        return blueprint.all(type).stream()
                .findFirst()
                .map(resource -> resource.at(pointer).asText())
                .orElse("");
    }
}
