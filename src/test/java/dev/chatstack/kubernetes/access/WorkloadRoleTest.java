package dev.chatstack.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.WorkloadRole.Rule;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadRoleTest {
    private final Synth synth = Synth.of(stack -> new WorkloadRole(
                    stack,
                    new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12),
                    "restore",
                    Rule.of("apps", List.of("deployments/scale"), "get", "patch")
                            .only(List.of("server")),
                    Rule.of("", List.of("pods"), "list"))
            .toGroups(List.of("operators")));

    @Test
    void allowsTheNamedVerbsOnTheNamedObjectsAlone() {
        assertThat(Facts.of(synth.only("kubernetes_role_v1").at("/rule/0")))
                .containsExactlyInAnyOrder(
                        "api_groups/0: apps",
                        "resources/0: deployments/scale",
                        "resource_names/0: server",
                        "verbs/0: get",
                        "verbs/1: patch");
    }

    @Test
    void namesNoObjectsWhereAllOfTheNamespaceAreMeant() {
        assertThat(synth.only("kubernetes_role_v1").at("/rule/1").has("resource_names"))
                .isFalse();
    }

    @Test
    void endsAtItsNamespace() {
        assertThat(synth.all("kubernetes_cluster_role_v1")).isEmpty();
        assertThat(synth.all("kubernetes_cluster_role_binding_v1")).isEmpty();
        assertThat(synth.only("kubernetes_role_binding_v1")
                        .at("/metadata/namespace")
                        .asText())
                .isEqualTo("chat");
    }

    @Test
    void isGivenToTheGroupAndNobodyElse() {
        assertThat(Facts.of(synth.only("kubernetes_role_binding_v1").path("subject")))
                .containsExactlyInAnyOrder(
                        "0/api_group: rbac.authorization.k8s.io", "0/kind: Group", "0/name: operators");
    }
}
