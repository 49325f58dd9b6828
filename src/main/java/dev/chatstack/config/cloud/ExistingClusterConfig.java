package dev.chatstack.config.cloud;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.DnsName;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cluster that another team runs, reached with a kubeconfig. */
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

        @Existing(Existing.Kind.STORAGE_CLASS)
        @About("storage class of the database and other programs that replicate their own data; choose one "
                + "that retains volumes. On k3s the default is a new Longhorn class with a single copy")
        Optional<@ResourceName String> databaseStorageClass,

        @Existing(Existing.Kind.STORAGE_CLASS) @About("storage class of all other volumes; by default the cluster's")
        Optional<@ResourceName String> storageClass,

        @About("true if the namespaces exist already: chatstack then creates none, and sets neither their labels "
                + "nor their quotas")
        @Default("false")
        boolean namespacesExist,

        @About("networks of DNS servers that are not pods in kube-system (on OpenShift: openshift-dns), such "
                + "as those on the hosts' network; NodeLocal DNS on 169.254.20.10 and the metadata server are "
                + "allowed anyway")
        @Default("[]")
        List<@Cidr String> dnsNetworks,

        @About("domain of the cluster's Services") @Default("cluster.local") @DnsName
        String domain)
        implements CloudConfig {
    @Override
    public Optional<String> servicesDomain() {
        return Optional.of(domain);
    }

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
