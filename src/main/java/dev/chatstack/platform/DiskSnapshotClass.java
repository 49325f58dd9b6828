package dev.chatstack.platform;

import dev.chatstack.cloud.SnapshotDriver;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** The class of the snapshots of disks. A snapshot goes from the cloud with the object that stands for it. */
public final class DiskSnapshotClass extends Construct {
    /** Defines it for {@code driver}; its release is recorded in {@code namespace}. */
    public DiskSnapshotClass(Construct scope, Namespace namespace, SnapshotDriver driver) {
        super(scope, "disk-snapshot-class");
        Map<String, Object> fields = new TreeMap<>(Map.of("driver", driver.driver(), "deletionPolicy", "Delete"));
        if (!driver.parameters().isEmpty()) {
            fields.put("parameters", new TreeMap<>(driver.parameters()));
        }
        new CustomResources(
                this,
                namespace,
                "disk-snapshot-class",
                List.of(CustomResources.manifest(
                        "snapshot.storage.k8s.io/v1", "VolumeSnapshotClass", SnapshotDriver.SNAPSHOT_CLASS, fields)));
    }
}
