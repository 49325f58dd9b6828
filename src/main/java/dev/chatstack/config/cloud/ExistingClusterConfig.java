package dev.chatstack.config.cloud;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.DnsName;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cluster that somebody else runs, reached with a kubeconfig. */
@About("a cluster that exists: OpenShift, k3s, or any other that a kubeconfig reaches")
public record ExistingClusterConfig(
        @About("what kind of cluster it is") Platform platform,

        @About("path of the kubeconfig; the variable CHATSTACK_KUBECONFIG overrides it")
        @Default("~/.kube/config")
        @Pattern(regexp = "[^\"'`$\\\\;|&<>]+", message = "must be a path such as ~/.kube/config, without quotes and $")
        String kubeconfig,

        @About("context of the kubeconfig that names the cluster")
        @Pattern(
                regexp = "[^\"'`$\\\\;|&<>\\s]+",
                message = "must be the name of a context, without spaces, quotes and $")
        String context,

        @About(
                "storage class of whatever copies its data itself, such as the database; one that keeps a volume when its claim is deleted is best; left out on k3s, one of Longhorn with a single copy is made")
        Optional<@ResourceName String> databaseStorageClass,

        @About("storage class of all other volumes; left out, the cluster's default")
        Optional<@ResourceName String> storageClass,

        @About(
                "networks of DNS servers that are not pods in kube-system (on OpenShift: openshift-dns), such as those on the hosts' network; NodeLocal DNS on 169.254.20.10 and the metadata server are allowed anyway")
        @Default("[]")
        List<@Cidr String> dnsNetworks,

        @About("domain of the cluster's Services") @Default("cluster.local") @DnsName
        String domain)
        implements CloudConfig {
    /** The kinds of cluster that differ in something we must know. */
    public enum Platform {
        /** As its makers ship it. */
        KUBERNETES,
        /** Gives each namespace its own user ids and refuses any other; has Routes. */
        OPENSHIFT,
        /** Small; ships Traefik. */
        K3S;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
