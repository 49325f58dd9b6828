package dev.chatstack.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** A patch of what a pod runs, or a Job of one's own, would read every Secret and take every identity of the namespace. */
    @Test
    void holdsOperatorsToTheJobsOfCronJobsAndToWhatRuns() {
        JsonNode manifests = synth.values("operator-policies").path("manifests");

        assertThat(manifests)
                .extracting(object -> object.path("kind").asText())
                .containsExactly(
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicyBinding",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicyBinding");
        for (JsonNode object : manifests) {
            assertThat(object.at("/metadata/name").asText()).startsWith("chat-operators-");
            if (object.at("/kind").asText().equals("ValidatingAdmissionPolicy")) {
                assertThat(object.at("/spec/failurePolicy").asText()).isEqualTo("Fail");
                assertThat(object.at("/spec/matchConditions/0/expression").asText())
                        .isEqualTo("request.userInfo.groups.exists(g, g in [\"on-call\",\"support\"])");
            } else {
                assertThat(object.at("/spec/validationActions/0").asText()).isEqualTo("Deny");
            }
        }
        assertThat(manifests.at("/0/spec/validations/0/expression").asText())
                .endsWith("object.metadata.ownerReferences[0].name in [\"nightly\"]");
        assertThat(manifests.at("/1/spec/paramRef/parameterNotFoundAction").asText())
                .isEqualTo("Deny");
        assertThat(synth(new RbacConfig(List.of(), List.of(), List.of("lookers")))
                        .all("helm_release"))
                .isEmpty();
    }

    @Test
    void takesNoTextOfTheFileAsAnExpression() {
        Synth quoted = synth(new RbacConfig(List.of(), List.of("a\"]) || true || g in [\"${b}"), List.of()));

        assertThat(quoted.values("operator-policies")
                        .at("/manifests/0/spec/matchConditions/0/expression")
                        .asText())
                .isEqualTo("request.userInfo.groups.exists(g, g in [\"a\\\"]) || true || g in [\\\"$${b}\"])");
    }

    private static Synth synth(RbacConfig rbac) {
        return Synth.of(stack -> {
            Namespace namespace = new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12);
            namespace.hasCronJob("nightly");
            new GroupAccess(stack, namespace, rbac);
        });
    }
}
