package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.kubernetes.deployment_v1.*;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A Deployment of {@link HardenedPod}s, with a disruption budget when there are two or more of them and, if wanted, an autoscaler. */
public final class HardenedDeployment extends Construct {
    /** How a new version replaces the old one. */
    public enum Rollout {
        /** New pods first: never fewer than asked for. */
        SURGE,
        /** Old pods first, all of them: for programs that must not run in two versions. */
        RECREATE
    }

    /** Defines the Deployment in {@code namespace}. */
    public HardenedDeployment(Construct scope, Namespace namespace, Scale scale, Pod pod, Rollout rollout) {
        super(scope, "deployment");
        Map<String, String> labels = HardenedPod.labels(pod);
        DeploymentV1 deployment = DeploymentV1.Builder.create(this, "Default")
                .metadata(DeploymentV1Metadata.builder()
                        .name(pod.name)
                        .namespace(namespace.name())
                        .labels(labels)
                        .build())
                .waitForRollout(true)
                .spec(DeploymentV1Spec.builder()
                        .replicas(String.valueOf(scale.replicas()))
                        .revisionHistoryLimit(3)
                        .strategy(strategy(rollout))
                        .selector(DeploymentV1SpecSelector.builder()
                                .matchLabels(labels)
                                .build())
                        .template(DeploymentV1SpecTemplate.builder()
                                .metadata(DeploymentV1SpecTemplateMetadata.builder()
                                        .labels(HardenedPod.podLabels(pod))
                                        .annotations(pod.annotations)
                                        .build())
                                .spec(HardenedPod.replaceable(pod, namespace))
                                .build())
                        .build())
                .dependsOn(namespace.before(pod))
                .build();
        if (scale.replicas() > 1) {
            new DisruptionBudget(this, namespace, pod);
        }
        scale.autoscaling().ifPresent(autoscaling -> {
            deployment.setLifecycle(TerraformResourceLifecycle.builder()
                    .ignoreChanges(List.of("spec[0].replicas"))
                    .build());
            new Autoscaler(this, namespace, pod.name, scale.replicas(), autoscaling);
        });
    }

    private static DeploymentV1SpecStrategy strategy(Rollout rollout) {
        if (rollout == Rollout.RECREATE) {
            return DeploymentV1SpecStrategy.builder().type("Recreate").build();
        }
        return DeploymentV1SpecStrategy.builder()
                .type("RollingUpdate")
                .rollingUpdate(DeploymentV1SpecStrategyRollingUpdate.builder()
                        .maxSurge("1")
                        .maxUnavailable("0")
                        .build())
                .build();
    }
}
