package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What charts ask a cloud for besides room for pods.
 *
 * @param claims disks
 * @param loadBalancers how many Services want to be reached from outside
 */
public record ChartDemands(List<Claim> claims, int loadBalancers) {
    /**
     * A claim that each of some pods has.
     *
     * @param spec as Kubernetes writes it
     * @param count how many pods there are
     */
    public record Claim(JsonNode spec, int count) {}

    public ChartDemands {
        claims = List.copyOf(claims);
    }
}
