package dev.chatstack.platform;

import com.hashicorp.cdktf.providers.kubernetes.storage_class_v1.StorageClassV1;
import com.hashicorp.cdktf.providers.kubernetes.storage_class_v1.StorageClassV1Metadata;
import dev.chatstack.cloud.DefaultDisk;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** The storage class of whoever names none. Its disks can grow, and go with the claim. */
public final class DefaultStorageClass extends Construct {
    /** Defines it for {@code disk}. */
    public DefaultStorageClass(Construct scope, DefaultDisk disk) {
        super(scope, "default-storage-class");
        StorageClassV1.Builder.create(this, "Default")
                .metadata(StorageClassV1Metadata.builder()
                        .name(disk.storageClass())
                        .annotations(Map.of("storageclass.kubernetes.io/is-default-class", "true"))
                        .build())
                .storageProvisioner(disk.provisioner())
                .parameters(new TreeMap<>(disk.parameters()))
                .reclaimPolicy("Delete")
                .volumeBindingMode("WaitForFirstConsumer")
                .allowVolumeExpansion(true)
                .build();
    }
}
