package dev.chatstack.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.ChartDemands;
import dev.chatstack.capacity.demand.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal disks that pods claim.
 *
 * @param storageClass the storage class; empty for the cluster's default
 * @param gib the size of each disk in GiB
 * @param count the number of disks
 * @param shared whether many nodes can write, which needs a file share instead of a disk
 */
public record ClaimedDisk(String storageClass, double gib, int count, boolean shared) {
    /** The disks that workloads and charts of {@code blueprint} claim. */
    public static List<ClaimedDisk> of(Blueprint blueprint, ChartDemands charts) {
        List<ClaimedDisk> disks = new ArrayList<>();
        for (Resource set : blueprint.all("kubernetes_stateful_set_v1")) {
            for (JsonNode claim : set.at("/spec/volume_claim_template")) {
                disks.add(claimed(claim.path("spec"), "storage_class_name", set.number("/spec/replicas", 1)));
            }
        }
        for (Resource claim : blueprint.all("kubernetes_persistent_volume_claim_v1")) {
            disks.add(claimed(claim.at("/spec"), "storage_class_name", 1));
        }
        for (ChartDemands.Claim claim : charts.claims()) {
            disks.add(claimed(claim.spec(), "storageClassName", claim.count()));
        }
        return disks;
    }

    private static ClaimedDisk claimed(JsonNode spec, String classKey, int count) {
        return new ClaimedDisk(
                spec.path(classKey).asText(),
                (double) Quantity.bytes(spec.at("/resources/requests/storage").asText("0")) / (1L << 30),
                count,
                spec.toString().contains("ReadWriteMany"));
    }

    /** The {@code parameter} of the storage class; {@code otherwise} for a storage class of the cloud. */
    public String parameter(Blueprint blueprint, String parameter, String otherwise) {
        return blueprint.all("kubernetes_storage_class_v1").stream()
                .filter(it -> it.name().equals(storageClass))
                .map(it -> it.text("/parameters/" + parameter))
                .findFirst()
                .orElse(otherwise);
    }
}
