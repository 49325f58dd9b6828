package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.providers.kubernetes.horizontal_pod_autoscaler_v2.*;
import dev.chatstack.config.chat.AutoscalingConfig;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Keeps as many pods of a Deployment as their use asks for. It goes down slowly: people who move reconnect all at once. */
public final class Autoscaler extends Construct {
    private static final int DOWN_AFTER_SECONDS = 600;

    /** Scales the Deployment {@code name} between {@code minReplicas} and what {@code config} allows. */
    public Autoscaler(Construct scope, Namespace namespace, String name, int minReplicas, AutoscalingConfig config) {
        this(scope, namespace, name, minReplicas, config, Optional.empty());
    }

    /** Scales by CPU use and by what is {@code counted} in each pod; the metric that asks for more pods wins. */
    public Autoscaler(
            Construct scope,
            Namespace namespace,
            String name,
            int minReplicas,
            AutoscalingConfig config,
            Optional<PerPod> counted) {
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
                        .metric(Stream.concat(
                                        Stream.of(cpu(config.cpuPercent())), counted.map(Autoscaler::average).stream())
                                .toList())
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
                .dependsOn(namespace.first())
                .build();
    }

    /** A metric that the cluster serves for each pod, and how much of it a pod is meant for. */
    public record PerPod(String metric, int average) {}

    private static HorizontalPodAutoscalerV2SpecMetric cpu(int percent) {
        return HorizontalPodAutoscalerV2SpecMetric.builder()
                .type("Resource")
                .resource(HorizontalPodAutoscalerV2SpecMetricResource.builder()
                        .name("cpu")
                        .target(HorizontalPodAutoscalerV2SpecMetricResourceTarget.builder()
                                .type("Utilization")
                                .averageUtilization(percent)
                                .build())
                        .build())
                .build();
    }

    private static HorizontalPodAutoscalerV2SpecMetric average(PerPod counted) {
        return HorizontalPodAutoscalerV2SpecMetric.builder()
                .type("Pods")
                .pods(HorizontalPodAutoscalerV2SpecMetricPods.builder()
                        .metric(HorizontalPodAutoscalerV2SpecMetricPodsMetric.builder()
                                .name(counted.metric())
                                .build())
                        .target(HorizontalPodAutoscalerV2SpecMetricPodsTarget.builder()
                                .type("AverageValue")
                                .averageValue(String.valueOf(counted.average()))
                                .build())
                        .build())
                .build();
    }
}
