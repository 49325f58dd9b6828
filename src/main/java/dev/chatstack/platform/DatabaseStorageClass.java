package dev.chatstack.platform;

import com.hashicorp.cdktf.providers.kubernetes.storage_class_v1.StorageClassV1;
import com.hashicorp.cdktf.providers.kubernetes.storage_class_v1.StorageClassV1Metadata;
import dev.chatstack.cloud.DatabaseDisk;
import java.util.TreeMap;
import software.constructs.Construct;

/** The storage class of the chat's database: disks that can grow and that stay when everything else is deleted. */
public final class DatabaseStorageClass extends Construct {
    /** Defines it for {@code disk}. */
    public DatabaseStorageClass(Construct scope, DatabaseDisk disk) {
        super(scope, "database-storage-class");
        StorageClassV1.Builder.create(this, "Default")
                .metadata(StorageClassV1Metadata.builder()
                        .name(DatabaseDisk.STORAGE_CLASS)
                        .build())
                .storageProvisioner(disk.provisioner())
                .parameters(new TreeMap<>(disk.parameters()))
                .reclaimPolicy("Retain")
                .volumeBindingMode("WaitForFirstConsumer")
                .allowVolumeExpansion(true)
                .build();
    }
}
