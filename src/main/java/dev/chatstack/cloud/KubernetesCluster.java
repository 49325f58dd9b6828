package dev.chatstack.cloud;

import java.util.Map;
import java.util.Optional;

/**
 * What platform and workloads need to know about a cluster, in words every cloud shares.
 *
 * <p>A question belongs here only when one of them asks it. Networks, node pools and IAM stay inside the cloud's own package.
 */
public interface KubernetesCluster {
    /** The cluster's name at the provider. */
    String name();

    /** How Terraform's Kubernetes and Helm providers sign in. */
    ClusterAccess access();

    /** The storage class that gives {@code tier}; empty for the cluster's default. */
    Optional<String> storageClass(StorageTier tier);

    /** The disk for which the platform makes a storage class; empty where the file names a class that exists. */
    Optional<DatabaseDisk> databaseDisk();

    /** The disk for which the platform makes the default storage class; empty where the cluster comes with one. */
    default Optional<DefaultDisk> defaultDisk() {
        return Optional.empty();
    }

    /** What makes snapshots of disks, for which the platform makes a class; empty where the cluster brings one, or none. */
    default Optional<SnapshotDriver> snapshots() {
        return Optional.empty();
    }

    /** What a Service must say to get a load balancer that the internet reaches; nothing on most clouds. */
    default Map<String, String> loadBalancerAnnotations() {
        return Map.of();
    }

    /** What a Service must say to get a load balancer that only connected networks reach; empty where nobody knows. */
    default Map<String, String> internalLoadBalancerAnnotations() {
        return Map.of();
    }

    /** The addresses of the cloud's HTTP load balancer, when it connects to pods itself. */
    default Optional<String> loadBalancerNetwork() {
        return Optional.empty();
    }

    /** The same of one that only connected networks reach. */
    default Optional<String> internalLoadBalancerNetwork() {
        return loadBalancerNetwork();
    }

    /** Who decides the user ids of containers. */
    default UserIds userIds() {
        return UserIds.FROM_IMAGE;
    }

    /** Whether the namespaces exist, because another team makes and limits them. */
    default boolean namespacesExist() {
        return false;
    }

    /** Where names are resolved. */
    default DnsService dns() {
        return DnsService.KUBE_SYSTEM;
    }

    /** The domain of the cluster's Services. */
    default String domain() {
        return "cluster.local";
    }

    /** What Istio calls this kind of cluster ({@code global.platform}); empty where it needs to know nothing. */
    default Optional<String> istioPlatform() {
        return Optional.empty();
    }

    /** The reserved public address of the ingress; empty where the load balancer brings its own. */
    default Optional<String> publicAddress() {
        return Optional.empty();
    }

    /** The bucket that was made for files that people send; empty where there is none. */
    default Optional<ObjectBucket> uploadsBucket() {
        return Optional.empty();
    }

    /** The bucket that was made for backups; empty where there is none. */
    default Optional<ObjectStore> backupStore() {
        return Optional.empty();
    }

    /** The private addresses from which buckets that were made answer; empty where their addresses are public. */
    default Optional<String> bucketsNetwork() {
        return Optional.empty();
    }

    /** Who the pods of {@code user} are to the cloud. */
    default CloudIdentity identity(BucketUser user) {
        return CloudIdentity.NONE;
    }

    /** The taint of nodes that the cloud can reclaim at any time; empty where none is tainted. */
    default Optional<NodeTaint> spareNodes() {
        return Optional.empty();
    }
}
