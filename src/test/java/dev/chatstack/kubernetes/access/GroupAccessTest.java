package dev.chatstack.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.RbacConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Groups of people")
class GroupAccessTest {
    private final Synth synth = synth(new RbacConfig(List.of("owners"), List.of("on-call", "support"), List.of()));

    @Test
    void givesTheGroupsOfTheFileTheirRolesAndNoOther() {
        assertThat(synth.all("kubernetes_role_binding_v1"))
                .extracting(binding -> binding.at("/role_ref/name").asText() + " "
                        + binding.at("/subject").findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "admin [owners]", "view [on-call, support]", "chat-operator [on-call, support]");
        assertThat(synth(new RbacConfig(List.of(), List.of(), List.of())).all("kubernetes_role_binding_v1"))
                .isEmpty();
    }

    @Test
    void operatorsSeeNoSecretAndEnterNoPod() {
        List<String> resources = synth.only("kubernetes_role_v1").path("rule").findValues("resources").stream()
                .flatMap(list -> Facts.texts(list).stream())
                .toList();

        assertThat(resources).contains("pods").noneMatch(name -> name.contains("secrets") || name.contains("exec"));
    }

    private static Synth synth(RbacConfig rbac) {
        return Synth.of(stack -> new GroupAccess(
                stack, new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12), rbac));
    }
}
