package dev.chatstack.cloud.azure.network;

import java.util.List;

/**
 * A way from outside to the load balancers of Services. AKS opens its own security group for them, never the one of the subnet.
 *
 * @param name what comes in, for example {@code dashboards}
 * @param sources from which addresses
 * @param ports to which ports of the load balancer
 */
public record Opening(String name, List<String> sources, List<Integer> ports) {
    public Opening {
        sources = List.copyOf(sources);
        ports = List.copyOf(ports);
    }
}
