package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pods that a cloud runs in every cluster: the file {@code cloud-pods.json5}. */
public final class CloudWorkloads {
    private static final JsonNode FILE = DataFile.read(CloudWorkloads.class, "cloud-pods.json5");

    private CloudWorkloads() {}

    /** The workloads of {@code cloud}, including those of {@code addons}. */
    public static List<Workload> of(String cloud, List<String> addons) {
        List<Workload> workloads = new ArrayList<>();
        for (Map.Entry<String, JsonNode> pod : FILE.path(cloud).properties()) {
            String addon = pod.getValue().path("addon").asText();
            if (addon.isEmpty() || addons.contains(addon)) {
                workloads.add(workload(pod.getKey(), pod.getValue()));
            }
        }
        return workloads;
    }

    private static Workload workload(String name, JsonNode pod) {
        boolean everyNode = pod.path("each").asText().equals("node");
        int count = pod.path("count").asInt(1);
        ComputeResources amount = new ComputeResources(
                Quantity.milliCpu(pod.path("cpu").asText()),
                Quantity.bytes(pod.path("memory").asText()),
                1,
                0);
        return new Workload(
                everyNode ? Workload.Kind.DAEMON : Workload.Kind.SERVICE,
                count,
                count,
                new PodDemand(
                        "kube-system/" + name,
                        amount,
                        false,
                        0,
                        Set.of(everyNode ? PodDemand.EVERYTHING : "CriticalAddonsOnly")));
    }
}
