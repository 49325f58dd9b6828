package dev.chatstack.cloud.existing;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.cloud.DnsService;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.cloud.UserIds;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster that another team runs. */
public record ExistingCluster(ExistingClusterConfig config, Optional<ClusterAccess.Kubeconfig> override)
        implements KubernetesCluster {
    /** OpenShift's own DNS, which listens where a pod without privileges may. */
    private static final DnsService OPENSHIFT_DNS = new DnsService("openshift-dns", 5353, DnsService.LINK_LOCAL);

    /** For what copies its data itself: three copies of each of three copies would be nine. On the node of its pod, or not at all. */
    private static final DatabaseDisk LONGHORN_SINGLE_COPY = new DatabaseDisk(
            "driver.longhorn.io",
            Map.of("numberOfReplicas", "1", "dataLocality", "strict-local", "staleReplicaTimeout", "30"));

    @Override
    public String name() {
        return config.context();
    }

    @Override
    public ClusterAccess access() {
        return override.orElseGet(
                () -> new ClusterAccess.Kubeconfig(config.kubeconfig(), Optional.of(config.context())));
    }

    @Override
    public Optional<String> storageClass(StorageTier tier) {
        return tier == StorageTier.DATABASE
                ? Optional.of(config.databaseStorageClass().orElse(DatabaseDisk.STORAGE_CLASS))
                : config.storageClass();
    }

    @Override
    public Optional<DatabaseDisk> databaseDisk() {
        return config.databaseStorageClass().isEmpty() ? Optional.of(LONGHORN_SINGLE_COPY) : Optional.empty();
    }

    @Override
    public UserIds userIds() {
        return config.platform() == Platform.OPENSHIFT ? UserIds.ASSIGNED : UserIds.FROM_IMAGE;
    }

    @Override
    public boolean namespacesExist() {
        return config.namespacesExist();
    }

    @Override
    public DnsService dns() {
        DnsService usual = config.platform() == Platform.OPENSHIFT ? OPENSHIFT_DNS : DnsService.KUBE_SYSTEM;
        List<String> networks = Stream.concat(usual.networks().stream(), config.dnsNetworks().stream())
                .toList();
        return new DnsService(usual.namespace(), usual.port(), networks);
    }

    @Override
    public String domain() {
        return config.domain();
    }

    @Override
    public Optional<String> istioPlatform() {
        return config.platform() == Platform.KUBERNETES
                ? Optional.empty()
                : Optional.of(config.platform().toString());
    }
}
