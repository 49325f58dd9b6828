package dev.chatstack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Gateway of the Gateway API")
class GatewayTest {
    private static final String INGRESS = "{by: ingress, className: nginx, controllerNamespace: ingress-nginx}";

    @Test
    void isMadeOfAClassWithItsCertificateAndARedirect() {
        List<JsonNode> objects =
                objects(gateway("className: eg, controllerNamespace: envoy-gateway-system, issuer: letsencrypt"));

        assertThat(Facts.of(object(objects, "Gateway", "chat")))
                .contains(
                        "spec/gatewayClassName: eg",
                        "spec/listeners/0/name: http",
                        "spec/listeners/0/port: 80",
                        "spec/listeners/1/protocol: HTTPS",
                        "spec/listeners/1/hostname: chat.example.org",
                        "spec/listeners/1/tls/certificateRefs/0/name: chat-tls",
                        "metadata/annotations/cert-manager.io/cluster-issuer: letsencrypt");
        assertThat(Facts.of(object(objects, "HTTPRoute", "rocketchat-server-to-https")))
                .contains(
                        "spec/parentRefs/0/sectionName: http",
                        "spec/rules/0/filters/0/requestRedirect/scheme: https",
                        "spec/rules/0/filters/0/requestRedirect/statusCode: 301");
    }

    @Test
    void leadsEachPathToItsProgramAndCutsNoConnection() {
        JsonNode route = object(
                objects(gateway("className: eg, controllerNamespace: envoy-gateway-system, sessionPersistence: true")),
                "HTTPRoute",
                "rocketchat-server");

        assertThat(route.at("/spec/hostnames").toString()).isEqualTo("[\"chat.example.org\"]");
        assertThat(route.at("/spec/parentRefs/0/sectionName").asText()).isEqualTo("https");
        assertThat(route.at("/spec/rules"))
                .allSatisfy(rule ->
                        assertThat(Facts.of(rule)).contains("timeouts/request: 0s", "sessionPersistence/type: Cookie"))
                .extracting(rule -> rule.at("/matches/0/path/value").asText() + " "
                        + rule.at("/backendRefs/0/name").asText())
                .containsExactly(
                        "/websocket chat-ddp-streamer", "/sockjs chat-ddp-streamer", "/ chat-rocketchat-server");
    }

    @Test
    void attachesToOneThatExistsAndMakesNone() {
        List<JsonNode> objects = objects(gateway(
                "parentRef: {name: public, namespace: gateways, sectionName: https}, controllerNamespace: gateways"));

        assertThat(objects).extracting(object -> object.path("kind").asText()).containsExactly("HTTPRoute");
        assertThat(Facts.of(objects.get(0).at("/spec/parentRefs")))
                .containsExactlyInAnyOrder("0/name: public", "0/namespace: gateways", "0/sectionName: https");
    }

    @Test
    void tellsGooglesLoadBalancersTimeoutsHealthAndAffinity() {
        List<JsonNode> objects = objects(gateway("className: gke-l7-global-external-managed"));

        assertThat(Facts.of(object(objects, "GCPBackendPolicy", "chat-ddp-streamer")))
                .contains(
                        "spec/default/timeoutSec: 86400",
                        "spec/default/sessionAffinity/type: GENERATED_COOKIE",
                        "spec/targetRef/kind: Service");
        assertThat(Facts.of(object(objects, "HealthCheckPolicy", "chat-rocketchat-server")))
                .contains("spec/default/config/httpHealthCheck/requestPath: /health");
        assertThat(object(objects, "HTTPRoute", "rocketchat-server").findValues("timeouts"))
                .isEmpty();
    }

    @Test
    void opensTheChatToItsProxiesAlone() {
        Synth google = chat(gateway("className: gke-l7-global-external-managed"));
        Synth istio = chat(gateway("className: istio, controllerNamespace: istio-system"));

        assertThat(from(google))
                .contains("0/ip_block/cidr: 130.211.0.0/22", "1/ip_block/cidr: 35.191.0.0/16")
                .noneMatch(fact -> fact.contains("match_labels"));
        assertThat(google.all("kubernetes_network_policy_v1"))
                .noneMatch(policy -> policy.at("/metadata/name").asText().equals("gateway-chat"));
        assertThat(from(istio))
                .containsExactly(
                        "0/namespace_selector/match_labels/kubernetes.io/metadata.name: istio-system",
                        "1/namespace_selector/match_labels/kubernetes.io/metadata.name: application",
                        "1/pod_selector/match_labels/gateway.networking.k8s.io/gateway-name: chat");
        JsonNode pods =
                istio.named("kubernetes_network_policy_v1", "gateway-chat").path("spec");
        assertThat(Facts.of(pods.path("pod_selector")))
                .containsExactly("match_labels/gateway.networking.k8s.io/gateway-name: chat");
        assertThat(pods.at("/ingress/0/ports").findValuesAsText("port")).containsExactly("80", "443", "15021");
        assertThat(pods.at("/egress/0/ports").findValuesAsText("port")).containsExactly("80", "3000");
        assertThat(Facts.of(pods.at("/egress/1/to")))
                .containsExactly("0/namespace_selector/match_labels/kubernetes.io/metadata.name: istio-system");
    }

    @Test
    void letsCertManagerProveTheHostThroughIt() {
        Synth chat = chat(gateway("className: eg, controllerNamespace: envoy-gateway-system, issuer: letsencrypt"));

        assertThat(Facts.of(chat.named("kubernetes_network_policy_v1", "certificate-proof")
                        .at("/spec/ingress/0/from")))
                .contains("0/namespace_selector/match_labels/kubernetes.io/metadata.name: envoy-gateway-system");
    }

    @Test
    void hasALoadBalancerForTheClientsOfTheFile() {
        List<JsonNode> objects = objects(gateway(
                "className: eg, controllerNamespace: envoy-gateway-system, clients: [198.51.100.0/24, 10.0.0.0/8]"));

        assertThat(object(objects, "Gateway", "chat").at("/spec/infrastructure/annotations"))
                .extracting(JsonNode::asText)
                .containsExactly("198.51.100.0/24,10.0.0.0/8");
    }

    @Test
    void refusesWhatContradicts() {
        assertRefused(
                "className: eg, parentRef: {name: public, namespace: gateways}",
                "chat.exposure.className: must be given, or else parentRef: className makes a Gateway, parentRef names one that exists, got `both`");
        assertRefused("controllerNamespace: gateways", "got `neither`");
        assertRefused(
                "className: eg",
                "chat.exposure.controllerNamespace: is required: the namespace in which the proxies run, for the network rules let in nobody else; or controllerNetworks, when they are no pods, got `nothing`");
        assertRefused(
                "parentRef: {name: public, namespace: gateways}, controllerNamespace: gateways, issuer: ours, clients: [10.0.0.0/8], tlsSecret: t",
                "chat.exposure.issuer: must be left out with parentRef, got `ours`",
                "chat.exposure.clients: must be left out with parentRef, got `[10.0.0.0/8]`",
                "chat.exposure.tlsSecret: must be left out with parentRef, got `t`");
        assertRefused(
                "className: gke-l7-rilb, clients: [10.0.0.0/8], sessionPersistence: true",
                "chat.exposure.clients: must be left out with a class of GKE: its load balancers know clients by a Cloud Armor policy alone, got `[10.0.0.0/8]`",
                "chat.exposure.controllerNetworks: is required with gke-l7-rilb: the proxy-only subnet of the region, from which its proxies reach the pods, got `[]`",
                "chat.exposure.sessionPersistence: must be left out with a class of GKE, which has its own policy for it, got `true`");
        assertRefused(
                "className: eg, controllerNamespace: eg, plainHttp: true",
                "chat.exposure.plainHttp: must be false in production: passwords would travel in the clear, got `true`");
        assertThatThrownBy(() -> EnvironmentFile.AWS
                        .replace(
                                "by: alb\n    hostedZoneId: Z0123456789",
                                "by: gateway\n    className: gke-l7-global-external-managed")
                        .load())
                .hasMessageContaining("chat.exposure.className: must be another class: only GKE has this one");
    }

    private static void assertRefused(String settings, String... problems) {
        assertThatThrownBy(() -> gateway(settings).load()).hasMessageContainingAll(problems);
    }

    private static EnvironmentFile gateway(String settings) {
        return EnvironmentFile.MICROSERVICES.replace(INGRESS, "{by: gateway, " + settings + "}");
    }

    private static Synth chat(EnvironmentFile file) {
        return Stacks.of(file.load(), "chat");
    }

    private static List<JsonNode> objects(EnvironmentFile file) {
        return chat(file)
                .values("rocketchat-server-route")
                .path("manifests")
                .valueStream()
                .toList();
    }

    private static JsonNode object(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + objects));
    }

    private static List<String> from(Synth chat) {
        return Facts.of(chat.named("kubernetes_network_policy_v1", "rocketchat-server-from-gateway")
                .at("/spec/ingress/0/from"));
    }
}
