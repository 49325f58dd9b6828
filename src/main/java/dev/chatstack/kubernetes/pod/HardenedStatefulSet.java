package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.kubernetes.stateful_set_v1.*;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.storage.VolumeGrowth;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A StatefulSet of {@link HardenedPod}s, and a disruption budget when there are two or more of them.
 *
 * <p>Pods start and stop together: a member that waits for the others never keeps them from starting. Its volumes stay when pods
 * or the StatefulSet go, for they hold people's data, and grow by {@link VolumeGrowth}.
 */
public final class HardenedStatefulSet extends Construct {
    /** Defines {@code replicas} pods behind the headless Service of the same name. */
    public HardenedStatefulSet(Construct scope, Namespace namespace, int replicas, Pod pod) {
        super(scope, "stateful-set");
        Map<String, String> labels = HardenedPod.labels(pod);
        StatefulSetV1 set = StatefulSetV1.Builder.create(this, "Default")
                .metadata(StatefulSetV1Metadata.builder()
                        .name(pod.name)
                        .namespace(namespace.name())
                        .labels(labels)
                        .build())
                .waitForRollout(true)
                // Kubernetes forbids to change it, so Terraform would replace the set, and all members with it
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("spec[0].volume_claim_template"))
                        .build())
                .spec(StatefulSetV1Spec.builder()
                        .replicas(String.valueOf(replicas))
                        .revisionHistoryLimit(3)
                        .serviceName(pod.name)
                        .podManagementPolicy("Parallel")
                        .selector(StatefulSetV1SpecSelector.builder()
                                .matchLabels(labels)
                                .build())
                        .updateStrategy(List.of(StatefulSetV1SpecUpdateStrategy.builder()
                                .type("RollingUpdate")
                                .build()))
                        .persistentVolumeClaimRetentionPolicy(
                                List.of(StatefulSetV1SpecPersistentVolumeClaimRetentionPolicy.builder()
                                        .whenDeleted("Retain")
                                        .whenScaled("Retain")
                                        .build()))
                        .template(StatefulSetV1SpecTemplate.builder()
                                .metadata(StatefulSetV1SpecTemplateMetadata.builder()
                                        .labels(HardenedPod.podLabels(pod))
                                        .annotations(pod.annotations)
                                        .build())
                                .spec(HardenedPod.of(pod, namespace))
                                .build())
                        .volumeClaimTemplate(pod.claims.stream()
                                .map(HardenedStatefulSet::claim)
                                .toList())
                        .build())
                .dependsOn(namespace.before(pod))
                .build();
        if (replicas > 1) {
            new DisruptionBudget(this, namespace, pod);
        }
        pod.claims.forEach(volume -> new VolumeGrowth(this, namespace, pod.name, replicas, volume, set));
    }

    private static StatefulSetV1SpecVolumeClaimTemplate claim(Pod.Claim volume) {
        StatefulSetV1SpecVolumeClaimTemplateSpec.Builder spec = StatefulSetV1SpecVolumeClaimTemplateSpec.builder()
                .accessModes(List.of("ReadWriteOnce"))
                .resources(StatefulSetV1SpecVolumeClaimTemplateSpecResources.builder()
                        .requests(Map.of("storage", volume.size()))
                        .build());
        volume.storageClass().ifPresent(spec::storageClassName);
        return StatefulSetV1SpecVolumeClaimTemplate.builder()
                .metadata(StatefulSetV1SpecVolumeClaimTemplateMetadata.builder()
                        .name(volume.name())
                        .build())
                .spec(spec.build())
                .build();
    }
}
