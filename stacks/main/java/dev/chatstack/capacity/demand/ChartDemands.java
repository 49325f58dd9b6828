package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Disks and load balancers that charts request from a cloud.
 *
 * @param claims claims of disks
 * @param loadBalancers the number of Services of the type LoadBalancer
 */
public record ChartDemands(List<Claim> claims, int loadBalancers) {
    /**
     * A claim of a disk for each of several pods.
     *
     * @param spec the specification, with the field names of Kubernetes
     * @param count the number of pods
     */
    public record Claim(JsonNode spec, int count) {}

    public ChartDemands {
        claims = List.copyOf(claims);
    }
}
