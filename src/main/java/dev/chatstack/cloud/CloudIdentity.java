package dev.chatstack.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the pods of a service account become somebody to the cloud.
 *
 * @param accountAnnotations of the service account
 * @param podLabels of its pods
 * @param server where pods ask for credentials, when that is an address the network rules must open: a block of addresses
 * @param ports of {@code server}
 */
public record CloudIdentity(
        Map<String, String> accountAnnotations,
        Map<String, String> podLabels,
        Optional<String> server,
        List<Integer> ports) {
    /** Nobody: for clusters of no cloud. */
    public static final CloudIdentity NONE = new CloudIdentity(Map.of(), Map.of(), Optional.empty(), List.of());

    public CloudIdentity {
        accountAnnotations = Map.copyOf(accountAnnotations);
        podLabels = Map.copyOf(podLabels);
        ports = List.copyOf(ports);
    }
}
