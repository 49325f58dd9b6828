package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1SpecResources;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A claim for a volume that several pods mount at once, on whatever node they are. */
public final class SharedVolume extends Construct {
    private final String name;

    /** Claims {@code size} of {@code storageClass}, which must offer ReadWriteMany. */
    public SharedVolume(Construct scope, Namespace namespace, String name, String size, String storageClass) {
        super(scope, "volume-" + name);
        this.name = name;
        PersistentVolumeClaimV1.Builder.create(this, "Default")
                .metadata(PersistentVolumeClaimV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .build())
                // a class that waits for the first pod would make Terraform wait for ever
                .waitUntilBound(false)
                .spec(PersistentVolumeClaimV1Spec.builder()
                        .accessModes(List.of("ReadWriteMany"))
                        .storageClassName(storageClass)
                        .resources(PersistentVolumeClaimV1SpecResources.builder()
                                .requests(Map.of("storage", size))
                                .build())
                        .build())
                .dependsOn(List.of(namespace.resource()))
                .build();
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
