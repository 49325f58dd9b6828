package dev.chatstack.kubernetes;

import java.util.List;

/**
 * Annotations and labels that platforms write on objects they did not create. Terraform must leave them alone, or every plan removes
 * what the platform writes again. Keys of {@code kubernetes.io} need no entry: the provider ignores them.
 */
final class PlatformMarks {
    /** Any subdomain of a domain. Keys that a stack itself sets stay managed: the provider ignores only what it did not write. */
    private static final String SUBDOMAINS = "^([a-z0-9-]+\\.)*";

    /**
     * OpenShift: user and SELinux ranges, pull secrets. Google: network endpoint groups, Autopilot's adjustments. AWS and Azure: their
     * controllers. Rancher: projects and status. MetalLB and kube-vip: where an address comes from. OLM: its operator groups.
     */
    private static final List<String> DOMAINS = List.of(
            "openshift\\.io/",
            "cloud\\.google\\.com/",
            "gke\\.io/",
            "k8s\\.aws/",
            "eks\\.amazonaws\\.com/",
            "azure\\.com/",
            "cattle\\.io/",
            "metallb\\.io/",
            "metallb\\.universe\\.tf/",
            "kube-vip\\.io/",
            "operatorgroup\\.[^/]+/");

    private PlatformMarks() {}

    /** Regular expressions for keys, as the provider takes them. */
    static List<String> expressions() {
        return DOMAINS.stream().map(domain -> SUBDOMAINS + domain).toList();
    }
}
