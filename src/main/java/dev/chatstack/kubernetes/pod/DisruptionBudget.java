package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1;
import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.pod_disruption_budget_v1.PodDisruptionBudgetV1SpecSelector;
import dev.chatstack.kubernetes.Namespace;
import java.util.Map;
import software.constructs.Construct;

/** Lets a drain or an upgrade of nodes take one pod of a workload at a time. */
public final class DisruptionBudget extends Construct {
    /** For the pods that carry the name {@code workload}, whatever created them. */
    public DisruptionBudget(Construct scope, Namespace namespace, String workload) {
        this(scope, namespace, workload, Map.of(Pod.NAME_LABEL, workload));
    }

    DisruptionBudget(Construct scope, Namespace namespace, Pod pod) {
        this(scope, namespace, pod.name, HardenedPod.labels(pod));
    }

    private DisruptionBudget(Construct scope, Namespace namespace, String name, Map<String, String> labels) {
        super(scope, "disruption-budget");
        PodDisruptionBudgetV1.Builder.create(this, "Default")
                .metadata(PodDisruptionBudgetV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .labels(labels)
                        .build())
                .spec(PodDisruptionBudgetV1Spec.builder()
                        .maxUnavailable("1")
                        .selector(PodDisruptionBudgetV1SpecSelector.builder()
                                .matchLabels(labels)
                                .build())
                        .build())
                .dependsOn(namespace.first())
                .build();
    }
}
