package dev.chatstack.platform;

import com.hashicorp.cdktf.providers.kubernetes.storage_class_v1.StorageClassV1;
import com.hashicorp.cdktf.providers.kubernetes.storage_class_v1.StorageClassV1Metadata;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.cloud.DefaultDisk;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** Disks that can grow, each made where the first pod that uses it runs. */
public final class StorageClass extends Construct {
    private StorageClass(Construct scope, String id) {
        super(scope, id);
    }

    /** The storage class of the chat's database: its disks stay when everything else is deleted. */
    public static StorageClass ofDatabase(Construct scope, DatabaseDisk disk) {
        StorageClass made = new StorageClass(scope, "database-storage-class");
        made.define(disk.provisioner(), disk.parameters(), "Retain")
                .metadata(StorageClassV1Metadata.builder()
                        .name(DatabaseDisk.STORAGE_CLASS)
                        .build())
                .build();
        return made;
    }

    /** The storage class of claims that name none: its disks go with the claim. */
    public static StorageClass byDefault(Construct scope, DefaultDisk disk) {
        StorageClass made = new StorageClass(scope, "default-storage-class");
        made.define(disk.provisioner(), disk.parameters(), "Delete")
                .metadata(StorageClassV1Metadata.builder()
                        .name(disk.storageClass())
                        .annotations(Map.of("storageclass.kubernetes.io/is-default-class", "true"))
                        .build())
                .build();
        return made;
    }

    private StorageClassV1.Builder define(String provisioner, Map<String, String> parameters, String reclaimPolicy) {
        return StorageClassV1.Builder.create(this, "Default")
                .storageProvisioner(provisioner)
                .parameters(new TreeMap<>(parameters))
                .reclaimPolicy(reclaimPolicy)
                .volumeBindingMode("WaitForFirstConsumer")
                .allowVolumeExpansion(true);
    }
}
