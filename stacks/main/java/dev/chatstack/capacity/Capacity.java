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
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.capacity.nodes.NodePools;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an environment schedules, and the nodes that it schedules it on.
 *
 * @param environment its name
 * @param pools its nodes; none when the cluster exists and is not ours
 * @param existing the nodes of such a cluster, when somebody says which they are
 * @param workloads our own, those of charts and those of the cloud
 * @param charts what its charts ask for besides
 * @param unknown what it is made of and the data files do not know: machine types and charts
 */
public record Capacity(
        String environment,
        List<NodePool> pools,
        List<Node> existing,
        List<Workload> workloads,
        ChartDemands charts,
        Set<String> unknown) {
    /** Types of resources that this is read from. */
    public static final Set<String> TYPES = Set.of(
            "aws_eks_addon",
            "aws_eks_node_group",
            "aws_launch_template",
            "aws_subnet",
            "azurerm_kubernetes_cluster",
            "azurerm_kubernetes_cluster_node_pool",
            "google_container_cluster",
            "google_container_node_pool",
            "docker_container",
            "docker_network",
            "docker_volume",
            "helm_release",
            "kubernetes_cron_job_v1",
            "kubernetes_daemon_set_v1",
            "kubernetes_deployment_v1",
            "kubernetes_horizontal_pod_autoscaler_v2",
            "kubernetes_job_v1",
            "kubernetes_limit_range_v1",
            "kubernetes_namespace_v1",
            "kubernetes_persistent_volume_claim_v1",
            "kubernetes_stateful_set_v1");

    public Capacity {
        pools = List.copyOf(pools);
        existing = List.copyOf(existing);
        workloads = List.copyOf(workloads);
        unknown = Set.copyOf(unknown);
    }

    /** Reads it from {@code blueprint}, which must hold the resources of {@link #TYPES}. */
    public static Capacity of(Blueprint blueprint) {
        NodePools nodes = new NodePools(blueprint);
        NamespaceDefaults namespaces = new NamespaceDefaults(blueprint, ChartWorkloads.sidecar(blueprint));
        Autoscalers autoscalers = new Autoscalers(blueprint);
        ChartWorkloads charts = new ChartWorkloads(blueprint, namespaces, autoscalers);
        List<Workload> workloads = new ArrayList<>();
        String cloud = nodes.known().stream().map(NodePool::cloud).findFirst().orElse("existing");
        workloads.addAll(CloudWorkloads.of(cloud, blueprint));
        workloads.addAll(charts.all());
        workloads.addAll(new TypedWorkloads(blueprint, namespaces, autoscalers).all());
        Set<String> unknown = new TreeSet<>(nodes.unknownMachines());
        unknown.addAll(charts.unknownCharts());
        return new Capacity(blueprint.environment(), nodes.known(), List.of(), workloads, charts.demands(), unknown);
    }

    /** Whether it can be said where pods have room: the nodes are known, and what runs on them. */
    public boolean isKnown() {
        return !(pools.isEmpty() && existing.isEmpty()) && unknown.isEmpty();
    }

    /** The same on {@code nodes}, which are there already, and no others. */
    public Capacity on(List<Node> nodes) {
        return new Capacity(environment, List.of(), nodes, workloads, charts, unknown);
    }

    /** The pools on which our own pods run: those that refuse none of them. */
    List<NodePool> ours() {
        List<NodePool> open =
                pools.stream().filter(pool -> pool.refuses().isEmpty()).toList();
        return open.isEmpty() ? pools : open;
    }

    /** Zones in which nodes are that are always there. */
    public Set<String> zones() {
        Set<String> zones = new TreeSet<>();
        smallest().forEach(node -> zones.add(node.zone()));
        return zones;
    }

    /** The nodes when every pool has {@code count}. */
    List<Node> nodes(ToIntFunction<NodePool> count) {
        return Stream.concat(
                        existing.stream(), pools.stream().flatMap(pool -> pool.nodes(count.applyAsInt(pool)).stream()))
                .toList();
    }

    /** The nodes that are always there. */
    public List<Node> smallest() {
        return nodes(pool -> pool.count().fewest());
    }

    /** The most nodes that there will be. */
    public List<Node> largest() {
        return nodes(pool -> pool.count().most());
    }

    /** One of each pod that runs on every node. */
    public List<PodDemand> daemons() {
        return pods(Workload.Kind.DAEMON, workload -> 1);
    }

    /** The pods that always run, daemons apart. */
    public List<PodDemand> services() {
        return pods(Workload.Kind.SERVICE, Workload::fewest);
    }

    /** As many of them as autoscalers make. */
    public List<PodDemand> mostServices() {
        return pods(Workload.Kind.SERVICE, Workload::most);
    }

    /** One of each that runs and is over. */
    public List<PodDemand> tasks() {
        return pods(Workload.Kind.TASK, workload -> 1);
    }

    /** What pods request together on {@code nodes}, the daemons' share of each node included. */
    ComputeResources requested(List<Node> nodes, List<PodDemand> services) {
        ComputeResources sum = services.stream().map(PodDemand::amount).reduce(ComputeResources.NONE, ComputeResources::plus);
        for (PodDemand daemon : daemons()) {
            int count = (int) nodes.stream().filter(node -> node.takes(daemon)).count();
            sum = sum.plus(daemon.amount().times(count));
        }
        return sum;
    }

    /** What {@code nodes} have to give. */
    static ComputeResources allocatable(List<Node> nodes) {
        return nodes.stream().map(Node::room).reduce(ComputeResources.NONE, ComputeResources::plus);
    }

    /** The same with {@code total} nodes of our own from the beginning; a group for each zone gets its share. */
    Capacity withSmallest(int total) {
        List<NodePool> ours = ours();
        return with(pool -> pool.withSmallest(NodeCount.share(total, ours.size(), ours.indexOf(pool))));
    }

    /** The same with at most {@code total} nodes of our own. */
    Capacity withLargest(int total) {
        List<NodePool> ours = ours();
        return with(pool -> pool.withLargest(NodeCount.share(total, ours.size(), ours.indexOf(pool))));
    }

    /** The same with {@code change} made to the pools on which our own pods run. */
    Capacity with(UnaryOperator<NodePool> change) {
        List<NodePool> ours = ours();
        List<NodePool> changed = pools.stream()
                .map(pool -> ours.contains(pool) ? change.apply(pool) : pool)
                .toList();
        return new Capacity(environment, changed, existing, workloads, charts, unknown);
    }

    private List<PodDemand> pods(Workload.Kind kind, ToIntFunction<Workload> count) {
        return workloads.stream()
                .filter(workload -> workload.kind() == kind)
                .flatMap(workload -> workload.pods(count.applyAsInt(workload)).stream())
                .toList();
    }
}
