package dev.chatstack.chathub;

import static dev.chatstack.chathub.ChatHub.CHAT;
import static dev.chatstack.chathub.ChatHub.DEPLOYMENT;
import static dev.chatstack.chathub.ChatHub.chat;
import static dev.chatstack.chathub.ChatHub.container;
import static dev.chatstack.chathub.ChatHub.copy;
import static dev.chatstack.chathub.ChatHub.secretOf;
import static dev.chatstack.chathub.ChatHub.stream;
import static dev.chatstack.chathub.ChatHub.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Literal;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each weak point of the deployment that ChatHub began as, with the numbers of docs/chathub.md: those that people noticed. */
@DisplayName("ChatHub, as config/k3s-chathub.yaml asks for it, is there for people: it")
class ChatHubPeopleTest {
    @TempDir
    Path folder;

    /** 9 */
    @Test
    void replacesTheWebsitesTwoPodsOneByOneWhenItsContentChanges() throws IOException {
        JsonNode website = CHAT.named(DEPLOYMENT, "website").path("spec");
        assertThat(website.path("replicas").asText()).isEqualTo("2");
        assertThat(website.at("/strategy/rolling_update/max_unavailable").asText())
                .isEqualTo("0");
        assertThat(Literal.read(CHAT.named("kubernetes_config_map_v1", "website-content")
                        .path("data")
                        .path("index.html")
                        .asText()))
                .isEqualTo(Files.readString(Path.of("..", "website", "index.html")));

        Path config = copy(folder, file -> file);
        Files.writeString(folder.resolve("website/index.html"), "<!doctype html><title>Another</title>");
        JsonNode changed = chat(config).named(DEPLOYMENT, "website").path("spec");

        String content = "/template/metadata/annotations/chatstack.dev~1content";
        assertThat(changed.at(content).asText())
                .isNotEqualTo(website.at(content).asText());
    }

    /** 11 */
    @Test
    void isReachedByHttpsAlone() {
        for (Map.Entry<String, String> host : Map.of(
                        "tailchat", "app.chathub.example.org", "website", "website.chathub.example.org")
                .entrySet()) {
            JsonNode ingress = CHAT.named("kubernetes_ingress_v1", host.getKey());
            assertThat(ingress.at("/spec/tls/0/hosts/0").asText()).isEqualTo(host.getValue());
            assertThat(ingress.at("/spec/tls/0/secret_name").asText()).isNotEmpty();
            assertThat(ingress.at("/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares")
                            .asText())
                    .isEqualTo("gic-chathub-to-https@kubernetescrd");
        }
        assertThat(CHAT.values("to-https")
                        .at("/manifests/0/spec/redirectScheme/scheme")
                        .asText())
                .isEqualTo("https");
    }

    /** 11 */
    @Test
    void speaksPlainHttpOnlyWhenTheFileSaysSo() throws IOException {
        Synth plain = chat(copy(folder, file -> file.replace("production: true", "production: false")
                .replace("    issuer: letsencrypt\n", "    plainHttp: true\n")));

        JsonNode ingress = plain.named("kubernetes_ingress_v1", "tailchat");
        assertThat(ingress.path("spec").has("tls")).isFalse();
        assertThat(valueOf(plain.named(DEPLOYMENT, "tailchat").at("/spec/template/spec/container/0"), "API_URL"))
                .isEqualTo("http://app.chathub.example.org");
    }

    /** 13 */
    @Test
    void hasTheOpenPlatformAndThePageOfTheAdministrators() {
        JsonNode paths = CHAT.named("kubernetes_ingress_v1", "tailchat").at("/spec/rule/0/http/path");

        assertThat(stream(paths)
                        .map(path -> path.path("path").asText() + " "
                                + path.at("/backend/service/name").asText() + ":"
                                + path.at("/backend/service/port/number").asText()))
                .containsExactly("/admin tailchat-admin:3000", "/open tailchat-openapi:3003", "/ tailchat:11000");
        assertThat(CHAT.named("kubernetes_ingress_v1", "website")
                        .at("/spec/rule/0/http/path/0/backend/service/port/number")
                        .asText())
                .isEqualTo("80");
        assertThat(valueOf(container(DEPLOYMENT, "tailchat-openapi", 0), "SERVICES"))
                .contains("openapi/oidc/oidc");
        assertThat(secretOf(container(DEPLOYMENT, "tailchat-admin", 0), "ADMIN_PASS"))
                .isEqualTo("tailchat-admin-account/password");
    }

    @Test
    void noticesALostDependencyWithoutStartingAnew() {
        JsonNode container = container(DEPLOYMENT, "tailchat", 0);

        assertThat(Facts.texts(container.at("/readiness_probe/exec/command")))
                .containsExactly("node", "/probe/ready.js");
        assertThat(container.at("/liveness_probe/http_get/path").asText()).isEqualTo("/health");
        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("2Gi");
    }

    /** Every server asks the same stores: all of them would leave the Service. */
    @Test
    void staysReadyWhileTheStoresChooseAnotherMaster() {
        JsonNode probe = container(DEPLOYMENT, "tailchat", 0).at("/readiness_probe");
        int patience = (probe.path("failure_threshold").asInt() - 1)
                * probe.path("period_seconds").asInt();

        // 12 seconds on real pods, of Valkey and of MongoDB's stand-in: e2e/README.md
        assertThat(patience).isGreaterThanOrEqualTo(2 * 12);
    }
}
