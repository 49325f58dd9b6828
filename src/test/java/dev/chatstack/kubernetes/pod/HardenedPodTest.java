package dev.chatstack.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.UserIds;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.HardenedDeployment.Rollout;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A hardened pod")
class HardenedPodTest {
    private static final Pod POD = Pod.of("web", 1234)
            .initContainer(Container.of("prepare", "prepare:1", Resources.of("10m", "32Mi")))
            .container(Container.of("web", "web:1", Resources.of("100m", "128Mi"))
                    .env("B", "2")
                    .env("A", EnvValue.secret("web", "key")));

    private final Synth synth = synth(UserIds.FROM_IMAGE, 2);
    private final JsonNode pod = synth.only("kubernetes_deployment_v1").at("/spec/template/spec");

    @Test
    void meetsTheRestrictedPodSecurityStandardInEveryContainer() {
        assertThat(pod.at("/security_context/run_as_non_root").asBoolean()).isTrue();
        assertThat(pod.at("/security_context/seccomp_profile/type").asText()).isEqualTo("RuntimeDefault");
        for (JsonNode container : List.of(pod.at("/container/0"), pod.at("/init_container/0"))) {
            assertThat(container
                            .at("/security_context/allow_privilege_escalation")
                            .asBoolean(true))
                    .isFalse();
            assertThat(container
                            .at("/security_context/read_only_root_filesystem")
                            .asBoolean())
                    .isTrue();
            assertThat(container.at("/security_context/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
        }
    }

    @Test
    void hasSomebodyWhoReapsWhatTheCommandsOfItsProbesLeave() {
        assertThat(pod.has("share_process_namespace")).isFalse();
        assertThat(probedByCommand().path("share_process_namespace").asBoolean())
                .isTrue();
    }

    @Test
    void keepsAnotherProgramFromReadingTheProcessesItShares() {
        JsonNode containers = probedByCommand().path("container");

        assertThat(containers.at("/0/security_context").has("run_as_group")).isFalse();
        assertThat(containers.at("/1/security_context/run_as_group").asText()).isEqualTo("65534");
    }

    private static JsonNode probedByCommand() {
        Probe probe = Probe.exec(List.of("sh", "/probe.sh"), 5, 5, 3);
        Pod pod = Pod.of("database", 1234)
                .container(Container.of("database", "database:1", Resources.of("100m", "128Mi"))
                        .probes(Container.Probes.of(probe, probe, probe)))
                .container(Container.of("exporter", "exporter:1", Resources.of("10m", "32Mi")));
        return synth(pod, UserIds.ASSIGNED, 1).only("kubernetes_deployment_v1").at("/spec/template/spec");
    }

    @Test
    void getsNoTokenForTheClusterAndNoListOfItsServices() {
        assertThat(pod.path("automount_service_account_token").asBoolean(true)).isFalse();
        assertThat(pod.path("enable_service_links").asBoolean(true)).isFalse();
    }

    @Test
    void runsAsTheUserOfItsImage() {
        assertThat(pod.at("/security_context/run_as_user").asText()).isEqualTo("1234");
        assertThat(pod.at("/security_context/fs_group").asText()).isEqualTo("1234");
    }

    @Test
    void namesNoUserWhereTheClusterAssignsOne() {
        JsonNode context =
                synth(UserIds.ASSIGNED, 1).only("kubernetes_deployment_v1").at("/spec/template/spec/security_context");

        assertThat(context.fieldNames()).toIterable().containsExactlyInAnyOrder("run_as_non_root", "seccomp_profile");
    }

    @Test
    void listsItsEnvironmentInAlphabeticalOrder() {
        assertThat(pod.at("/container/0/env"))
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("A", "B");
    }

    @Test
    void losesOnePodAtATimeWhenThereAreSeveral() {
        assertThat(synth.only("kubernetes_pod_disruption_budget_v1")
                        .at("/spec/max_unavailable")
                        .asText())
                .isEqualTo("1");
        assertThat(synth(UserIds.FROM_IMAGE, 1).all("kubernetes_pod_disruption_budget_v1"))
                .isEmpty();
    }

    private static Synth synth(UserIds userIds, int replicas) {
        return synth(POD, userIds, replicas);
    }

    private static Synth synth(Pod pod, UserIds userIds, int replicas) {
        return Synth.of(stack -> {
            Namespace namespace = new Namespace(stack, "chat", new FakeCluster(userIds), Namespace.Mesh.OUTSIDE, 10);
            new HardenedDeployment(stack, namespace, Scale.fixed(replicas), pod, Rollout.SURGE);
        });
    }
}
