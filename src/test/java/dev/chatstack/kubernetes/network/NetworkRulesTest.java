package dev.chatstack.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NetworkRulesTest {
    @Test
    void opensNothingBeforeItIsAsked() {
        assertThat(synth(rules -> {}).all("kubernetes_network_policy_v1"))
                .extracting(policy -> policy.at("/metadata/name").asText())
                .noneMatch(name -> name.startsWith("server-"));
    }

    @Test
    void letsOneWorkloadInOnItsPortsAlone() {
        assertThat(policy(
                        "server-from-gateway",
                        rules -> rules.allowFrom("gateway", new Peer.Pods("edge", "door"), 3000)))
                .containsExactlyInAnyOrder(
                        "policy_types/0: Ingress",
                        "pod_selector/match_labels/app.kubernetes.io/name: server",
                        "ingress/0/from/0/namespace_selector/match_labels/kubernetes.io/metadata.name: edge",
                        "ingress/0/from/0/pod_selector/match_labels/app.kubernetes.io/name: door",
                        "ingress/0/ports/0/port: 3000",
                        "ingress/0/ports/0/protocol: TCP");
    }

    @Test
    void letsTheWorkloadOutToOneServerOnItsPortAlone() {
        assertThat(policy(
                        "server-to-database",
                        rules -> rules.allowTo("database", new Peer.Pods("chat", "mongo"), 27017)))
                .containsExactlyInAnyOrder(
                        "policy_types/0: Egress",
                        "pod_selector/match_labels/app.kubernetes.io/name: server",
                        "egress/0/to/0/namespace_selector/match_labels/kubernetes.io/metadata.name: chat",
                        "egress/0/to/0/pod_selector/match_labels/app.kubernetes.io/name: mongo",
                        "egress/0/ports/0/port: 27017",
                        "egress/0/ports/0/protocol: TCP");
    }

    @Test
    void reachesNoPrivateAddressThroughTheInternet() {
        assertThat(policy("server-to-mail", rules -> rules.allowTo("mail", Peer.INTERNET, 587)))
                .contains("egress/0/to/0/ip_block/cidr: 0.0.0.0/0")
                .filteredOn(fact -> fact.contains("except"))
                .extracting(fact -> fact.replaceFirst(".*: ", ""))
                .containsExactly("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");
    }

    private static List<String> policy(String name, Consumer<NetworkRules> open) {
        return Facts.of(synth(open).named("kubernetes_network_policy_v1", name).path("spec"));
    }

    private static Synth synth(Consumer<NetworkRules> open) {
        return Synth.of(stack -> open.accept(new NetworkRules(
                stack, "server", new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12))));
    }
}
