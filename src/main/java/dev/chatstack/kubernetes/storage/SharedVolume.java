package dev.chatstack.kubernetes.storage;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.persistent_volume_claim_v1.PersistentVolumeClaimV1SpecResources;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** A claim for a volume that exists next to the pods that mount it. */
public final class SharedVolume extends Construct {
    /** From where it is mounted. */
    public enum From {
        /** From every node at once; few storage classes can. */
        MANY_NODES("ReadWriteMany"),
        /** From one node at a time. */
        ONE_NODE("ReadWriteOnce");

        private final String accessMode;

        From(String accessMode) {
            this.accessMode = accessMode;
        }
    }

    /** Claims {@code size} of {@code storageClass}; empty for the cluster's default. */
    public SharedVolume(
            Construct scope, Namespace namespace, String name, String size, Optional<String> storageClass, From from) {
        super(scope, "volume-" + name);
        PersistentVolumeClaimV1Spec.Builder spec = PersistentVolumeClaimV1Spec.builder()
                .accessModes(List.of(from.accessMode))
                .resources(PersistentVolumeClaimV1SpecResources.builder()
                        .requests(Map.of("storage", size))
                        .build());
        storageClass.ifPresent(spec::storageClassName);
        PersistentVolumeClaimV1.Builder.create(this, "Default")
                .metadata(PersistentVolumeClaimV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .build())
                // another class would be another volume, and what is on this one would go with it
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("spec[0].storage_class_name"))
                        .build())
                // a class that waits for the first pod would make Terraform wait for ever
                .waitUntilBound(false)
                .spec(spec.build())
                .dependsOn(namespace.first())
                .build();
    }
}
