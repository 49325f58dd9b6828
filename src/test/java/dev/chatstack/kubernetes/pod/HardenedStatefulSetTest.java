package dev.chatstack.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HardenedStatefulSetTest {
    private final Synth synth = synth(3);
    private final JsonNode set = synth.only("kubernetes_stateful_set_v1");

    @Test
    void keepsTheVolumesWhenPodsOrTheSetGo() {
        assertThat(Facts.of(set.at("/spec/persistent_volume_claim_retention_policy/0")))
                .containsExactly("when_deleted: Retain", "when_scaled: Retain");
    }

    @Test
    void isNotReplacedWhenAVolumeGrows() {
        assertThat(Facts.texts(set.at("/lifecycle/ignore_changes"))).containsExactly("spec[0].volume_claim_template");
    }

    @Test
    void startsNoMemberAfterAnother() {
        assertThat(set.at("/spec/pod_management_policy").asText()).isEqualTo("Parallel");
    }

    @Test
    void givesEveryPodAVolumeOfTheClassThatWasAskedFor() {
        assertThat(Facts.of(set.at("/spec/volume_claim_template/0")))
                .containsExactlyInAnyOrder(
                        "metadata/name: data",
                        "spec/access_modes/0: ReadWriteOnce",
                        "spec/resources/requests/storage: 20Gi",
                        "spec/storage_class_name: fast");
    }

    @Test
    void losesOnePodAtATimeWhereThereAreSeveral() {
        assertThat(synth.all("kubernetes_pod_disruption_budget_v1")).hasSize(1);
        assertThat(synth(1).all("kubernetes_pod_disruption_budget_v1")).isEmpty();
    }

    private static Synth synth(int replicas) {
        return Synth.of(stack -> new HardenedStatefulSet(
                stack,
                new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12),
                replicas,
                Pod.of("database", 999)
                        .container(Container.of("database", "database:1", Resources.of("100m", "128Mi")))
                        .claim("data", "20Gi", Optional.of("fast"))));
    }
}
