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

class HardenedContainerTest {
    private final JsonNode container = render(Container.of("web", "web:1", Resources.of("100m", "128Mi"))
            .env("PASSWORD", EnvValue.secret("account", "password"))
            .mountReadOnly("scripts", "/scripts")
            .preStop("sleep", "5"));

    @Test
    void cannotGainARightOrWriteToItsImage() {
        assertThat(Facts.of(container.path("security_context")))
                .containsExactlyInAnyOrder(
                        "allow_privilege_escalation: false",
                        "capabilities/drop/0: ALL",
                        "read_only_root_filesystem: true",
                        "run_as_non_root: true");
    }

    @Test
    void readsASecretByItsNameAlone() {
        assertThat(Facts.of(Synth.variable(container, "PASSWORD")))
                .containsExactlyInAnyOrder(
                        "name: PASSWORD",
                        "value_from/secret_key_ref/key: password",
                        "value_from/secret_key_ref/name: account");
    }

    @Test
    void isLimitedInMemoryAndInCpuOnlyWhereThatWasAskedFor() {
        assertThat(Facts.of(container.at("/resources/limits"))).containsExactly("memory: 128Mi");
        assertThat(Facts.of(
                        render(Container.of("web", "web:1", new Resources("100m", "128Mi", "256Mi", Optional.of("2"))))
                                .path("resources")))
                .containsExactlyInAnyOrder(
                        "limits/cpu: 2", "limits/memory: 256Mi", "requests/cpu: 100m", "requests/memory: 128Mi");
    }

    @Test
    void mountsWhatIsOnlyReadWithoutTheRightToWrite() {
        assertThat(Facts.of(container.path("volume_mount")))
                .containsExactlyInAnyOrder("0/mount_path: /scripts", "0/name: scripts", "0/read_only: true");
    }

    @Test
    void runsItsCommandBeforeItStops() {
        assertThat(Facts.texts(container.at("/lifecycle/pre_stop/0/exec/command")))
                .containsExactly("sleep", "5");
    }

    private static JsonNode render(Container container) {
        return Synth.of(stack -> new HardenedStatefulSet(
                        stack,
                        new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12),
                        1,
                        Pod.of("web", 999).container(container)))
                .only("kubernetes_stateful_set_v1")
                .at("/spec/template/spec/container/0");
    }
}
