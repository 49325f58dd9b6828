package dev.chatstack.platform;

import dev.chatstack.cloud.SnapshotDriver;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import software.constructs.Construct;

/** The class of the snapshots of disks. A snapshot goes from the cloud with the object that stands for it. */
public final class DiskSnapshotClass extends Construct {
    /** Defines the class for {@code driver}; the Helm release is recorded in {@code namespace}. */
    public DiskSnapshotClass(Construct scope, Namespace namespace, SnapshotDriver driver) {
        super(scope, "disk-snapshot-class");
        Values snapshots = Values.object(
                        "snapshot.storage.k8s.io/v1", "VolumeSnapshotClass", SnapshotDriver.SNAPSHOT_CLASS)
                .set("driver", driver.driver())
                .set("deletionPolicy", "Delete");
        if (!driver.parameters().isEmpty()) {
            snapshots.set("parameters", driver.parameters());
        }
        new CustomResources(this, namespace, "disk-snapshot-class", List.of(snapshots));
    }
}
