package dev.chatstack.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.chat.AutoscalingConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
    private final JsonNode spec = Synth.of(stack -> new Autoscaler(
                    stack,
                    new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12),
                    "server",
                    3,
                    new AutoscalingConfig(8, 70),
                    Optional.of(new Autoscaler.PerPod("connections", 500))))
            .only("kubernetes_horizontal_pod_autoscaler_v2")
            .path("spec");

    @Test
    void staysBetweenTheReplicasAndTheMostThatTheFileAllows() {
        assertThat(spec.path("min_replicas").asInt()).isEqualTo(3);
        assertThat(spec.path("max_replicas").asInt()).isEqualTo(8);
        assertThat(spec.at("/scale_target_ref/name").asText()).isEqualTo("server");
    }

    @Test
    void aimsAtTheCpuUseAndAtWhatIsCountedInEachPod() {
        assertThat(Facts.of(spec.path("metric")))
                .contains(
                        "0/resource/name: cpu",
                        "0/resource/target/average_utilization: 70",
                        "1/pods/metric/name: connections",
                        "1/pods/target/average_value: 500");
    }

    @Test
    void removesOnePodInFiveMinutesSoThatPeopleDoNotReconnectAllAtOnce() {
        assertThat(Facts.of(spec.at("/behavior/scale_down/0")))
                .containsExactlyInAnyOrder(
                        "select_policy: Min",
                        "stabilization_window_seconds: 600",
                        "policy/0/period_seconds: 300",
                        "policy/0/type: Pods",
                        "policy/0/value: 1");
    }
}
