package dev.chatstack.cloud;

/** Where a cluster answers questions for names: the namespace of its DNS pods and the port they listen on. */
public record DnsService(String namespace, int port) {
    /** CoreDNS or kube-dns, where most clusters run it. */
    public static final DnsService KUBE_SYSTEM = new DnsService("kube-system", 53);
}
