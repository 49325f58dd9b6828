package dev.chatstack.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.cloud.UserIds;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nodes that the cloud can reclaim")
class SpareNodesTest {
    private static final Synth SPARE =
            synth(new FakeCluster(UserIds.FROM_IMAGE, Optional.of(new NodeTaint("nodes.test/spare", "yes"))));

    @Test
    void placesPodsThatAreReplacedAtOnceOnSpareNodes() {
        JsonNode toleration = SPARE.only("kubernetes_deployment_v1").at("/spec/template/spec/toleration/0");

        assertThat(toleration.path("key").asText()).isEqualTo("nodes.test/spare");
        assertThat(toleration.path("value").asText()).isEqualTo("yes");
        assertThat(toleration.path("effect").asText()).isEqualTo("NoSchedule");
    }

    @Test
    void placesNoDatabaseOnSpareNodes() {
        assertThat(SPARE.only("kubernetes_stateful_set_v1")
                        .at("/spec/template/spec")
                        .has("toleration"))
                .isFalse();
    }

    @Test
    void mentionsNoSpareNodesWhereThereAreNone() {
        assertThat(synth(new FakeCluster())
                        .only("kubernetes_deployment_v1")
                        .at("/spec/template/spec")
                        .has("toleration"))
                .isFalse();
    }

    private static Synth synth(KubernetesCluster cluster) {
        return Synth.of(stack -> {
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.OUTSIDE, 10);
            Pod pod = Pod.of("server", 1000)
                    .container(Container.of("server", "server:1", Container.Resources.of("50m", "64Mi")));
            new HardenedDeployment(stack, namespace, Scale.fixed(1), pod, HardenedDeployment.Rollout.SURGE);
            new HardenedStatefulSet(stack, namespace, 1, pod);
        });
    }
}
