package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1;
import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1SpecSelector;
import java.util.List;
import software.constructs.Construct;

/** Lets a drain or an upgrade of nodes take one pod of a workload at a time. */
final class DisruptionBudget extends Construct {
    DisruptionBudget(Construct scope, Namespace namespace, Pod pod) {
        super(scope, "disruption-budget");
        PodDisruptionBudgetV1.Builder.create(this, "Default")
                .metadata(PodDisruptionBudgetV1Metadata.builder()
                        .name(pod.name())
                        .namespace(namespace.name())
                        .labels(HardenedPod.labels(pod))
                        .build())
                .spec(PodDisruptionBudgetV1Spec.builder()
                        .maxUnavailable("1")
                        .selector(PodDisruptionBudgetV1SpecSelector.builder()
                                .matchLabels(HardenedPod.labels(pod))
                                .build())
                        .build())
                .dependsOn(List.of(namespace.resource()))
                .build();
    }
}
