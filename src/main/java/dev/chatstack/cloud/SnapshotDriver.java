package dev.chatstack.cloud;

import java.util.Map;

/**
 * What makes snapshots of disks: what a snapshot class needs.
 *
 * @param driver the storage driver, for example {@code ebs.csi.aws.com}
 * @param parameters what the driver is told
 */
public record SnapshotDriver(String driver, Map<String, String> parameters) {
    /** Name of the snapshot class that the platform makes for it. */
    public static final String SNAPSHOT_CLASS = "disk-snapshots";

    public SnapshotDriver {
        parameters = Map.copyOf(parameters);
    }
}
