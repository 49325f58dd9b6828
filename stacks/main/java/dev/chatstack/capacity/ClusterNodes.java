package dev.chatstack.capacity;

import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.config.values.NodeCount;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The nodes of an environment's cluster.
 *
 * @param pools the pools that the environment makes; none for an existing cluster
 * @param existing the nodes of an existing cluster, as far as they were given
 */
public record ClusterNodes(List<NodePool> pools, List<Node> existing) {
    public ClusterNodes {
        pools = List.copyOf(pools);
        existing = List.copyOf(existing);
    }

    boolean isEmpty() {
        return pools.isEmpty() && existing.isEmpty();
    }

    /** The nodes that are always there. */
    List<Node> smallest() {
        return nodes(pool -> pool.count().fewest());
    }

    /** The nodes at the autoscalers' maximum. */
    List<Node> largest() {
        return nodes(pool -> pool.count().most());
    }

    /** Zones of the nodes that are always there. */
    Set<String> zones() {
        return smallest().stream().map(Node::zone).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The pools without taints, on which the environment's own pods run; every pool when all of them have taints. */
    List<NodePool> open() {
        List<NodePool> open =
                pools.stream().filter(pool -> pool.refuses().isEmpty()).toList();
        return open.isEmpty() ? pools : open;
    }

    /** These nodes with a minimum of {@code total} in the open pools; each pool gets an even share. */
    ClusterNodes withSmallest(int total) {
        return with(pool -> {
            int fewest = share(total, pool);
            return pool.with(new NodeCount(fewest, Math.max(fewest, pool.count().most())));
        });
    }

    /** These nodes with a maximum of {@code total} in the open pools; each pool gets an even share. */
    ClusterNodes withLargest(int total) {
        return with(pool -> pool.with(new NodeCount(pool.count().fewest(), share(total, pool))));
    }

    /** These nodes with {@code change} made to the open pools. */
    ClusterNodes with(UnaryOperator<NodePool> change) {
        List<NodePool> open = open();
        List<NodePool> changed = pools.stream()
                .map(pool -> open.contains(pool) ? change.apply(pool) : pool)
                .toList();
        return new ClusterNodes(changed, existing);
    }

    private int share(int total, NodePool pool) {
        return NodeCount.share(total, open().size(), open().indexOf(pool));
    }

    private List<Node> nodes(ToIntFunction<NodePool> count) {
        return Stream.concat(
                        existing.stream(), pools.stream().flatMap(pool -> pool.nodes(count.applyAsInt(pool)).stream()))
                .toList();
    }
}
