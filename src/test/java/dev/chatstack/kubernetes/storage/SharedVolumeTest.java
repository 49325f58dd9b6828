package dev.chatstack.kubernetes.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A volume next to its pods")
class SharedVolumeTest {
    /** Terraform would replace the claim, and the backups on it would be gone. */
    @Test
    void isNotReplacedByOneOfAnotherClass() {
        Synth synth = Synth.of(stack -> new SharedVolume(
                stack,
                new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12),
                "backups",
                "10Gi",
                Optional.of("other"),
                SharedVolume.From.ONE_NODE));

        assertThat(synth.only("kubernetes_persistent_volume_claim_v1")
                        .at("/lifecycle/ignore_changes/0")
                        .asText())
                .isEqualTo("spec[0].storage_class_name");
    }
}
