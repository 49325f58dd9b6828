package dev.chatstack.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A generated secret")
class GeneratedSecretTest {
    private final Synth synth = Synth.of(stack -> {
        Namespace namespace = new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 10);
        GeneratedSecret.of(
                stack,
                namespace,
                "account",
                7,
                Map.of("username", "chat", "uri", "db://chat:" + GeneratedSecret.PASSWORD + "@db"));
    });
    private final JsonNode secret = synth.only("kubernetes_secret_v1");

    @Test
    void isMadeWhenTerraformAppliesAndKeptNowhere() {
        assertThat(Facts.of(synth.root().at("/ephemeral/random_password/account")))
                .containsExactly("length: 32", "special: false");
        assertThat(synth.root().path("resource").has("random_password")).isFalse();
    }

    @Test
    void writesEveryFormOfOnePassword() {
        assertThat(secret.at("/data_wo/uri").asText())
                .isEqualTo("db://chat:${ephemeral.random_password.account.result}@db");
        assertThat(secret.at("/data_wo/username").asText()).isEqualTo("chat");
        assertThat(secret.has("data")).isFalse();
    }

    @Test
    void isWrittenAgainWhenItsRevisionChanges() {
        assertThat(secret.path("data_wo_revision").asInt()).isEqualTo(7);
    }
}
