package dev.chatstack.chathub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("How Tailchat is exposed")
class ChatHubWaysInTest {
    private static final String ROCKET_CHAT = "(?s)  product: rocketchat\n  host: chat.example.org\n.*?  exposure:";
    private static final String TAILCHAT = "  product: tailchat\n  host: chat.example.org\n  exposure:";

    @TempDir
    Path folder;

    @Test
    void leadThroughTheLoadBalancerOfAws() {
        JsonNode ingress = ingress(EnvironmentFile.AWS);

        assertThat(paths(ingress)).containsExactly("/admin tailchat-admin", "/open tailchat-openapi", "/ tailchat");
        assertThat(ingress.at("/metadata/annotations/alb.ingress.kubernetes.io~1success-codes")
                        .asText())
                .isEqualTo("200-499");
    }

    @Test
    void leadThroughTheApplicationGatewayOfAzure() {
        JsonNode ingress = ingress(EnvironmentFile.AZURE);

        assertThat(paths(ingress)).containsExactly("/admin tailchat-admin", "/open tailchat-openapi", "/ tailchat");
        assertThat(ingress.at("/metadata/annotations/appgw.ingress.kubernetes.io~1health-probe-status-codes")
                        .asText())
                .isEqualTo("200-499");
    }

    @Test
    void leadThroughTheGatewayOfAMesh() {
        EnvironmentFile file = tailchat(EnvironmentFile.GOOGLE);
        JsonNode route = Stacks.of(file.load(), "chat")
                .values("tailchat-route")
                .path("manifests")
                .get(1)
                .at("/spec/http");
        Synth platform = Stacks.of(file.load(), "platform");

        assertThat(route.findValuesAsText("prefix")).containsExactly("/admin", "/open");
        assertThat(route.findValuesAsText("host")).containsExactly("tailchat-admin", "tailchat-openapi", "tailchat");
        assertThat(platform.named("kubernetes_network_policy_v1", "istio-ingressgateway-to-mesh")
                        .findValuesAsText("port"))
                .containsExactlyInAnyOrder("11000", "3000", "3003");
    }

    @Test
    void leadToTheWebsiteThroughANewGateway() throws IOException {
        Synth chat =
                gateway("className: eg, controllerNamespace: envoy-gateway-system, issuer: ours, issuerKind: Issuer");

        JsonNode gateway = object(chat, "Gateway", "chat");
        assertThat(gateway.at("/spec/listeners"))
                .extracting(listener -> listener.path("name").asText() + " "
                        + listener.path("hostname").asText() + " "
                        + listener.at("/tls/certificateRefs/0/name").asText())
                .containsExactly(
                        "http app.chathub.example.org ",
                        "https app.chathub.example.org chat-tls",
                        "website-http website.chathub.example.org ",
                        "website-https website.chathub.example.org website-tls");
        assertThat(gateway.at("/metadata/annotations/cert-manager.io~1issuer").asText())
                .isEqualTo("ours");
        assertThat(Facts.of(object(chat, "HTTPRoute", "website")))
                .contains(
                        "spec/hostnames/0: website.chathub.example.org",
                        "spec/parentRefs/0/sectionName: website-https",
                        "spec/rules/0/backendRefs/0/name: website");
        assertThat(Facts.of(object(chat, "HTTPRoute", "website-to-https")))
                .contains("spec/parentRefs/0/sectionName: website-http");
        assertThat(Facts.of(chat.named("kubernetes_network_policy_v1", "website-from-gateway")))
                .anyMatch(fact -> fact.endsWith("envoy-gateway-system"));
        assertThat(chat.named("kubernetes_network_policy_v1", "gateway-chat")
                        .at("/spec/egress/0/ports")
                        .findValuesAsText("port"))
                .contains("8080");
    }

    @Test
    void leadToTheWebsiteThroughAGatewayThatExists() throws IOException {
        Path file = file(
                "parentRef: {name: public, namespace: gateways, sectionName: chat}, controllerNamespace: gateways");
        Synth chat = ChatHub.chat(file);

        assertThat(Facts.of(object(chat, "HTTPRoute", "tailchat"))).contains("spec/parentRefs/0/sectionName: chat");
        assertThat(Facts.of(object(chat, "HTTPRoute", "website").at("/spec/parentRefs")))
                .containsExactlyInAnyOrder("0/name: public", "0/namespace: gateways");
        // the owner of the Gateway has the certificates
        assertThat(OwnSecret.of(ConfigLoader.load(file).config())).noneMatch(OwnSecret::isCertificate);
    }

    private Synth gateway(String settings) throws IOException {
        return ChatHub.chat(file(settings));
    }

    private Path file(String settings) throws IOException {
        return ChatHub.copy(
                folder,
                text -> text.replaceFirst(
                        "exposure:\\s+by: ingress\\s+className: traefik\\s+controllerNamespace: kube-system\\s+issuer: letsencrypt",
                        "exposure: {by: gateway, " + settings + "}"));
    }

    private static JsonNode object(Synth chat, String kind, String name) {
        return chat.values("tailchat-route")
                .path("manifests")
                .valueStream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sayWhyOthersCannotBe() {
        assertThatThrownBy(() -> tailchat(EnvironmentFile.GOOGLE
                                .replace("mesh: {}\n", "production: false\n")
                                .replace(
                                        "by: istioGateway\n    tlsSecret: chat-tls",
                                        "by: loadBalancer\n    plainHttp: true\n    clients: [203.0.113.0/24]"))
                        .load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "chat.exposure.by: must be ingress, gateway, istioGateway, alb, applicationGateway or route");
    }

    private static EnvironmentFile tailchat(EnvironmentFile file) {
        return new EnvironmentFile(file.text().replaceFirst(ROCKET_CHAT, TAILCHAT));
    }

    private static JsonNode ingress(EnvironmentFile file) {
        return Stacks.of(tailchat(file).load(), "chat").only("kubernetes_ingress_v1");
    }

    private static List<String> paths(JsonNode ingress) {
        List<String> paths = new ArrayList<>();
        for (JsonNode path : ingress.at("/spec/rule/0/http/path")) {
            paths.add(path.path("path").asText() + " "
                    + path.at("/backend/service/name").asText());
        }
        return paths;
    }
}
