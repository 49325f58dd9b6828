package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.data_google_compute_address.DataGoogleComputeAddress;
import com.hashicorp.cdktf.providers.google.data_google_container_cluster.DataGoogleContainerCluster;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.ObjectBucket;
import dev.chatstack.cloud.ObjectStore;
import dev.chatstack.cloud.SnapshotDriver;
import dev.chatstack.cloud.StorageTier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** The cluster that an environment's first stack made, found by its name. */
public record ExistingGkeCluster(GoogleNames names, ClusterAccess access, Optional<String> publicAddress)
        implements KubernetesCluster {
    private static final String DRIVER = "pd.csi.storage.gke.io";

    /** Looks it up with the google provider of the stack; with a {@code kubeconfig} it asks Google nothing. */
    public static ExistingGkeCluster find(
            Construct scope, GoogleNames names, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        Construct found = new Construct(scope, "existing-cluster");
        return kubeconfig
                .map(file -> new ExistingGkeCluster(names, file, Optional.empty()))
                .orElseGet(
                        () -> new ExistingGkeCluster(names, signIn(found, names), Optional.of(address(found, names))));
    }

    private static ClusterAccess signIn(Construct found, GoogleNames names) {
        DataGoogleContainerCluster cluster = DataGoogleContainerCluster.Builder.create(found, "cluster")
                .name(names.cluster())
                .location(names.clusterLocation())
                .build();
        return new ClusterAccess.SignIn(
                "https://" + cluster.getEndpoint(),
                cluster.getMasterAuth().get(0).getClusterCaCertificate(),
                "gke-gcloud-auth-plugin",
                List.of());
    }

    private static String address(Construct found, GoogleNames names) {
        return DataGoogleComputeAddress.Builder.create(found, "chat-address")
                .name(names.chatAddress())
                .region(names.config().region())
                .build()
                .getAddress();
    }

    @Override
    public String name() {
        return names.cluster();
    }

    @Override
    public Optional<String> storageClass(StorageTier tier) {
        // standard-rwo exists on every GKE cluster
        return Optional.of(tier == StorageTier.DATABASE ? DatabaseDisk.STORAGE_CLASS : "standard-rwo");
    }

    @Override
    public Optional<DatabaseDisk> databaseDisk() {
        // MongoDB asks for XFS
        Map<String, String> parameters = new TreeMap<>(Map.of("type", "pd-ssd", "csi.storage.k8s.io/fstype", "xfs"));
        parameters.putAll(labels());
        names.config().kmsKey().ifPresent(key -> parameters.put("disk-encryption-kms-key", key));
        return Optional.of(new DatabaseDisk(DRIVER, parameters));
    }

    /** GKE itself runs the controller of snapshots. */
    @Override
    public Optional<SnapshotDriver> snapshots() {
        return Optional.of(new SnapshotDriver(DRIVER, labels()));
    }

    /** Of the disks and snapshots that the driver makes. */
    private Map<String, String> labels() {
        return names.labels().isEmpty()
                ? Map.of()
                : Map.of("labels", names.labels().joined());
    }

    @Override
    public Map<String, String> internalLoadBalancerAnnotations() {
        return Map.of("networking.gke.io/load-balancer-type", "Internal");
    }

    @Override
    public Optional<String> istioPlatform() {
        return Optional.of("gke");
    }

    @Override
    public Optional<ObjectStore> backupStore() {
        return Optional.of(new ObjectStore(
                "store:" + names.bucket("backups") + "/mongodb",
                Map.of(
                        "RCLONE_CONFIG_STORE_TYPE", "gcs",
                        "RCLONE_CONFIG_STORE_ENV_AUTH", "true",
                        "RCLONE_CONFIG_STORE_BUCKET_POLICY_ONLY", "true")));
    }

    /** The metadata server of the node tells pods who they are; with Dataplane V2 it is reached at this address and port. */
    @Override
    public CloudIdentity identity(BucketUser user) {
        return new CloudIdentity(
                Map.of(
                        "iam.gke.io/gcp-service-account",
                        names.identity(user) + "@" + names.config().project() + ".iam.gserviceaccount.com"),
                Map.of(),
                Optional.of("169.254.169.254/32"),
                List.of(80));
    }

    @Override
    public Optional<ObjectBucket> uploadsBucket() {
        return Optional.of(
                new ObjectBucket(names.bucket("uploads"), names.config().region()));
    }
}
