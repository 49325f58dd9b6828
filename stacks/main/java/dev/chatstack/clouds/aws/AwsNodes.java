package dev.chatstack.clouds.aws;

import static dev.chatstack.capacity.nodes.Reservation.MIB;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.capacity.nodes.NodePools;
import dev.chatstack.capacity.nodes.NodeTemplate;
import dev.chatstack.capacity.nodes.Reservation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node groups of EKS. */
public record AwsNodes() implements CloudNodes {
    private static final Pattern MAX_PODS = Pattern.compile("maxPods:\\s*(\\d+)");

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public void find(Blueprint blueprint, NodePools pools) {
        for (Resource group : blueprint.all("aws_eks_node_group")) {
            List<String> zones = NodePools.texts(group.at("/subnet_ids")).stream()
                    .map(subnet -> blueprint
                            .referenced(subnet)
                            .map(it -> it.at("/availability_zone").asText())
                            .orElse(subnet))
                    .toList();
            Optional<Resource> template =
                    blueprint.referenced(group.at("/launch_template/id").asText());
            List<String> types = NodePools.texts(group.at("/instance_types"));
            pools.add(
                    types.isEmpty()
                            ? template.map(it -> it.at("/instance_type").asText()).stream()
                                    .toList()
                            : types,
                    machine -> new NodePool(
                            group.name(),
                            new NodeTemplate(
                                    this,
                                    machine,
                                    template.flatMap(it ->
                                                    maxPods(it.at("/user_data").asText()))
                                            .orElse(machine.pods()),
                                    group.at("/capacity_type").asText().equals("SPOT")),
                            NodePools.count(group.at("/scaling_config"), "min_size", "max_size"),
                            zones,
                            new TreeSet<>(group.at("/taint").findValuesAsText("key"))));
        }
    }

    private static Optional<Integer> maxPods(String userData) {
        Matcher setting = MAX_PODS.matcher(new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8));
        return setting.find() ? Optional.of(Integer.valueOf(setting.group(1))) : Optional.empty();
    }

    /**
     * EKS on Amazon Linux 2023: awslabs/amazon-eks-ami, nodeadm/internal/kubelet/config.go keeps 255 MiB and 11 MiB a pod. Releases
     * differ in whether the pods are those that the machine type has by default or those that were set: the larger is taken.
     */
    @Override
    public ComputeResources allocatable(MachineType machine, int pods) {
        long kept = (255 + 11L * Math.max(pods, machine.pods())) * MIB;
        return new Reservation(Reservation.steps(machine.cpu()), Reservation.overhead(machine) + kept)
                .of(machine, pods);
    }

    @Override
    public List<String> addons(Blueprint blueprint) {
        return blueprint.all("aws_eks_addon").stream()
                .map(addon -> addon.at("/addon_name").asText())
                .toList();
    }

    @Override
    public String setting(MachineType machine) {
        return "machineTypes: [" + machine.name() + "]";
    }
}
