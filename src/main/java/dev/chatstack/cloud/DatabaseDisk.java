package dev.chatstack.cloud;

import java.util.Map;

/**
 * The disk on which the chat's data lies: what a storage class needs to make it.
 *
 * @param provisioner the storage driver, for example {@code pd.csi.storage.gke.io}
 * @param parameters what the driver is told, for example {@code type: pd-ssd}
 */
public record DatabaseDisk(String provisioner, Map<String, String> parameters) {
    /** Name of the storage class that the platform makes for it. */
    public static final String STORAGE_CLASS = "mongodb-storage";

    public DatabaseDisk {
        parameters = Map.copyOf(parameters);
    }
}
