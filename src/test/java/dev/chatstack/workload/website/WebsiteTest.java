package dev.chatstack.workload.website;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.chat.WebsiteConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A website")
class WebsiteTest {
    private static final String IMAGE = "registry.example.org/website:2026-12-01";

    private static Synth synth(Optional<String> image, Optional<String> claim) {
        return Synth.of(stack -> new Website(
                stack,
                new Namespace(stack, "application", new FakeCluster(), Namespace.Mesh.OUTSIDE, 30),
                new WebsiteConfig("www.example.org", "website", image, claim, "website-tls"),
                Path.of(".."),
                new Peer.Pods("kube-system", "traefik")));
    }

    private static JsonNode pod(Synth synth) {
        return synth.named("kubernetes_deployment_v1", "website").at("/spec/template/spec");
    }

    /** Another tag is another pod, and the old ones serve until the new ones are ready. */
    @Test
    void isCopiedFromAnImageBeforeItIsServed() {
        JsonNode pod = pod(synth(Optional.of(IMAGE), Optional.empty()));

        assertThat(pod.at("/init_container/0/image").asText()).isEqualTo(IMAGE);
        assertThat(Facts.texts(pod.at("/init_container/0/command")))
                .containsExactly("cp", "-r", "/website/.", "/content");
        assertThat(pod.at("/init_container/0/security_context/read_only_root_filesystem")
                        .asBoolean())
                .isTrue();
        assertThat(Facts.of(pod.at("/container/0/volume_mount")))
                .anyMatch(fact -> fact.contains("mount_path: /website"));
        assertThat(pod.findValues("config_map").stream().map(JsonNode::toString))
                .noneMatch(map -> map.contains("website-content"));
        assertThat(synth(Optional.of(IMAGE), Optional.empty())
                        .named("kubernetes_deployment_v1", "website")
                        .at("/spec/strategy/rolling_update/max_unavailable")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    void isServedFromAVolumeWhoseOwnerStays() {
        JsonNode pod = pod(synth(Optional.empty(), Optional.of("website")));

        assertThat(pod.findValuesAsText("claim_name")).containsExactly("website");
        assertThat(Facts.of(pod.path("security_context")))
                .contains("run_as_user: 101", "run_as_group: 101")
                .noneMatch(fact -> fact.startsWith("fs_group"));
        assertThat(pod.at("/container/0/volume_mount").toString())
                .contains("\"mount_path\":\"/website\",\"name\":\"content\",\"read_only\":true");
    }
}
