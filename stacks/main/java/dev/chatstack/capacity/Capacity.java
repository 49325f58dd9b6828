package dev.chatstack.capacity;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.demand.Autoscalers;
import dev.chatstack.capacity.demand.ChartDemands;
import dev.chatstack.capacity.demand.ChartWorkloads;
import dev.chatstack.capacity.demand.CloudWorkloads;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.NamespaceDefaults;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.demand.TypedWorkloads;
import dev.chatstack.capacity.demand.Workload;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.capacity.nodes.NodePools;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * The pods of an environment and the nodes that they are scheduled on.
 *
 * @param environment the environment's name
 * @param nodes the nodes of the cluster
 * @param workloads the environment's own workloads, those of charts and those of the cloud
 * @param charts disks and load balancers that charts ask for
 * @param unknown machine types and charts that the data files lack
 */
public record Capacity(
        String environment, ClusterNodes nodes, List<Workload> workloads, ChartDemands charts, Set<String> unknown) {
    public Capacity {
        workloads = List.copyOf(workloads);
        unknown = Set.copyOf(unknown);
    }

    /** Reads nodes of {@code cloud} and pods from {@code blueprint}. */
    public static Capacity of(Blueprint blueprint, CloudNodes cloud) {
        NodePools pools = new NodePools(cloud, blueprint);
        NamespaceDefaults namespaces = new NamespaceDefaults(blueprint, ChartWorkloads.sidecar(blueprint));
        Autoscalers autoscalers = new Autoscalers(blueprint);
        ChartWorkloads charts = new ChartWorkloads(blueprint, namespaces, autoscalers);
        CloudNodes known = pools.known().isEmpty() ? CloudNodes.NONE : cloud;
        List<Workload> workloads = new ArrayList<>(CloudWorkloads.of(known.name(), known.addons(blueprint)));
        workloads.addAll(charts.all());
        workloads.addAll(new TypedWorkloads(blueprint, namespaces, autoscalers).all());
        Set<String> unknown = new TreeSet<>(pools.unknownMachines());
        unknown.addAll(charts.unknownCharts());
        ClusterNodes nodes = new ClusterNodes(pools.known(), List.of());
        return new Capacity(blueprint.environment(), nodes, workloads, charts.demands(), unknown);
    }

    /** Whether nodes and pods are known, so that the room for the pods can be checked. */
    public boolean isKnown() {
        return !nodes.isEmpty() && unknown.isEmpty();
    }

    /** These pods on the nodes of an existing cluster. */
    public Capacity on(List<Node> existing) {
        return on(new ClusterNodes(List.of(), existing));
    }

    /** These pods on {@code others}. */
    Capacity on(ClusterNodes others) {
        return new Capacity(environment, others, workloads, charts, unknown);
    }

    public List<NodePool> pools() {
        return nodes.pools();
    }

    /** Zones of the nodes that are always there. */
    public Set<String> zones() {
        return nodes.zones();
    }

    /** The nodes that are always there. */
    public List<Node> smallest() {
        return nodes.smallest();
    }

    /** The nodes at the autoscalers' maximum. */
    public List<Node> largest() {
        return nodes.largest();
    }

    /** One pod of each workload that runs on every node. */
    public List<PodDemand> daemons() {
        return pods(Workload.Kind.DAEMON, workload -> 1);
    }

    /** The pods that always run, without daemons. */
    public List<PodDemand> services() {
        return pods(Workload.Kind.SERVICE, Workload::fewest);
    }

    /** The same pods at the autoscalers' maximum. */
    public List<PodDemand> mostServices() {
        return pods(Workload.Kind.SERVICE, Workload::most);
    }

    /** One pod of each workload that runs and ends. */
    public List<PodDemand> tasks() {
        return pods(Workload.Kind.TASK, workload -> 1);
    }

    /** The sum that {@code services}, and the daemons of each of {@code on}, request. */
    ComputeResources requested(List<Node> on, List<PodDemand> services) {
        ComputeResources sum =
                services.stream().map(PodDemand::amount).reduce(ComputeResources.NONE, ComputeResources::plus);
        for (PodDemand daemon : daemons()) {
            int count = (int) on.stream().filter(node -> node.takes(daemon)).count();
            sum = sum.plus(daemon.amount().times(count));
        }
        return sum;
    }

    /** The sum that pods may request of {@code nodes}. */
    static ComputeResources allocatable(List<Node> nodes) {
        return nodes.stream().map(Node::room).reduce(ComputeResources.NONE, ComputeResources::plus);
    }

    private List<PodDemand> pods(Workload.Kind kind, ToIntFunction<Workload> count) {
        return workloads.stream()
                .filter(workload -> workload.kind() == kind)
                .flatMap(workload -> workload.pods(count.applyAsInt(workload)).stream())
                .toList();
    }
}
