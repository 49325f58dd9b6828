package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.horizontal_pod_autoscaler_v2.*;
import dev.chatstack.config.AutoscalingConfig;
import java.util.List;
import software.constructs.Construct;

/** Keeps as many pods of a Deployment as their CPU use asks for. It goes down slowly: people who move reconnect all at once. */
public final class Autoscaler extends Construct {
    private static final int DOWN_AFTER_SECONDS = 600;

    /** Scales the Deployment {@code name} between {@code minReplicas} and what {@code config} allows. */
    public Autoscaler(Construct scope, Namespace namespace, String name, int minReplicas, AutoscalingConfig config) {
        super(scope, "autoscaler");
        HorizontalPodAutoscalerV2.Builder.create(this, "Default")
                .metadata(HorizontalPodAutoscalerV2Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .build())
                .spec(HorizontalPodAutoscalerV2Spec.builder()
                        .minReplicas(minReplicas)
                        .maxReplicas(config.maxReplicas())
                        .scaleTargetRef(HorizontalPodAutoscalerV2SpecScaleTargetRef.builder()
                                .apiVersion("apps/v1")
                                .kind("Deployment")
                                .name(name)
                                .build())
                        .metric(List.of(HorizontalPodAutoscalerV2SpecMetric.builder()
                                .type("Resource")
                                .resource(HorizontalPodAutoscalerV2SpecMetricResource.builder()
                                        .name("cpu")
                                        .target(HorizontalPodAutoscalerV2SpecMetricResourceTarget.builder()
                                                .type("Utilization")
                                                .averageUtilization(config.cpuPercent())
                                                .build())
                                        .build())
                                .build()))
                        .behavior(HorizontalPodAutoscalerV2SpecBehavior.builder()
                                .scaleDown(List.of(HorizontalPodAutoscalerV2SpecBehaviorScaleDown.builder()
                                        .stabilizationWindowSeconds(DOWN_AFTER_SECONDS)
                                        .selectPolicy("Min")
                                        .policy(List.of(HorizontalPodAutoscalerV2SpecBehaviorScaleDownPolicy.builder()
                                                .type("Pods")
                                                .value(1)
                                                .periodSeconds(300)
                                                .build()))
                                        .build()))
                                .build())
                        .build())
                .dependsOn(List.of(namespace.resource()))
                .build();
    }
}
