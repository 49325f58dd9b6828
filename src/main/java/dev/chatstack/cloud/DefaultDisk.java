package dev.chatstack.cloud;

import java.util.Map;

/**
 * The disk of claims that name no class: what a cluster needs that comes without a default storage class.
 *
 * @param storageClass name of the class that the platform makes for it
 * @param provisioner the storage driver, for example {@code ebs.csi.aws.com}
 * @param parameters what the driver is told, for example {@code type: gp3}
 */
public record DefaultDisk(String storageClass, String provisioner, Map<String, String> parameters) {
    public DefaultDisk {
        parameters = Map.copyOf(parameters);
    }
}
