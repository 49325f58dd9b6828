package dev.chatstack.cloud;

import java.util.List;

/**
 * Where a cluster answers questions for names.
 *
 * @param namespace of its DNS pods
 * @param port the port that the pods listen on
 * @param networks addresses of servers that are no pods of that namespace, for no label selects those
 */
public record DnsService(String namespace, int port, List<String> networks) {
    /**
     * On every node: NodeLocal DNS where its makers put it, and the metadata server, which answers for Cloud DNS of GKE and in many
     * other clouds.
     */
    public static final List<String> LINK_LOCAL = List.of("169.254.20.10/32", "169.254.169.254/32");

    /** CoreDNS or kube-dns, where most clusters run it. */
    public static final DnsService KUBE_SYSTEM = new DnsService("kube-system", 53, LINK_LOCAL);

    public DnsService {
        networks = List.copyOf(networks);
    }
}
