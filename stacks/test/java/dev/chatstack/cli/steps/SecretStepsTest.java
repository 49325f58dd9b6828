package dev.chatstack.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.Environment;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.EnvironmentFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The steps to the Secrets that only a person can make")
class SecretStepsTest {
    private static final TerraformWords WORDS = TerraformWords.of(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "gcp-dev", "k3s-chathub", "microservices-prod", "openshift-prod"})
    void namesEverySecretThatPodsReadAndNoStackMakes(String name) {
        Environment environment = shipped(name);
        Set<String> printed = OwnSecret.of(environment.config()).stream()
                .flatMap(secret -> secret.keys().stream().map(key -> secret.name() + " " + key))
                .collect(Collectors.toCollection(TreeSet::new));
        printed.addAll(certManager(environment));

        new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(stacks -> {
            Blueprint blueprint = EnvironmentStacks.read(environment, stacks);
            Set<String> made = blueprint.all("kubernetes_secret_v1").stream()
                    .map(Resource::name)
                    .collect(Collectors.toSet());
            Set<String> read = new TreeSet<>();
            blueprint.resources().forEach(resource -> keys(resource.body(), read));
            read.removeIf(key -> made.contains(key.split(" ")[0]));
            assertThat(printed).containsAll(read);
            return null;
        });
    }

    @Test
    void beginsWithTheNamespacesOfTheSecrets() {
        assertThat(new SecretSteps(shipped("aws-prod"), WORDS).lines())
                .containsSubsequence(
                        "cdktf deploy aws-prod-cluster",
                        "terraform -chdir=cdktf.out/stacks/aws-prod-platform apply"
                                + " -target=kubernetes_namespace_v1.namespace-application-monitoring",
                        "terraform -chdir=cdktf.out/stacks/aws-prod-chat apply"
                                + " -target=kubernetes_namespace_v1.namespace-application",
                        "# monitoring.alerts.secret",
                        "kubectl -n application-monitoring create secret generic alerts --from-file=smtp-password=FILE"
                                + " --from-file=watchdog-url=FILE",
                        "# chat.licenceSecret",
                        "kubectl -n application create secret generic rocketchat-licence --from-file=licence=FILE");
    }

    @Test
    void namesTheProgramAndTheFolderOfThePersonsShell() {
        TerraformWords words = TerraformWords.of(Map.of("TERRAFORM_BINARY_NAME", "tofu", "CDKTF_OUTDIR", "/tmp/out"));

        assertThat(new SecretSteps(shipped("aws-prod"), words).lines())
                .contains("tofu -chdir=/tmp/out/stacks/aws-prod-platform init")
                .noneMatch(line -> line.startsWith("terraform "));
    }

    @Test
    void makesACertificateOfItsOwnKind() {
        Environment environment = EnvironmentFile.shipped("k3s-chathub")
                .replace("    issuer: letsencrypt\n", "")
                .replace(
                        "../website",
                        Path.of("..", "website").toAbsolutePath().normalize().toString())
                .load();

        assertThat(new SecretSteps(environment, WORDS).lines())
                .contains("kubectl -n gic-chathub create secret tls chat-tls --cert=FILE --key=FILE")
                .contains("kubectl -n gic-chathub create secret tls website-tls --cert=FILE --key=FILE")
                .noneMatch(line -> line.startsWith("cdktf deploy"));
    }

    @Test
    void leavesACertificateToCertManager() {
        for (String name : List.of("microservices-prod", "k3s-chathub")) {
            assertThat(new SecretSteps(shipped(name), WORDS).lines()).noneMatch(line -> line.contains(" tls "));
        }
    }

    @Test
    void writesFilesOnADockerHost() {
        Environment environment = EnvironmentFile.shipped("local")
                .replace("  product: rocketchat\n", "  product: rocketchat\n  licenceSecret: licence\n")
                .load();

        assertThat(new SecretSteps(environment, WORDS).lines())
                .containsSubsequence(
                        "sudo install -d -m 700 /etc/chatstack/secrets/licence",
                        "sudo install -m 600 FILE /etc/chatstack/secrets/licence/licence");
    }

    @Test
    void hasNoStepsWhereTheFileNamesNoSecret() {
        assertThat(new SecretSteps(shipped("gcp-dev"), WORDS).lines()).containsExactly("gcp-dev: no Secrets to create");
    }

    private static Environment shipped(String name) {
        return ConfigLoader.load(Path.of("..", "config", name + ".yaml"));
    }

    /** What cert-manager makes is read and is nobody's to make. */
    private static Set<String> certManager(Environment environment) {
        return environment.config().chat().exposure() instanceof ExposureConfig.Ingress
                ? Set.of("chat-tls tls.crt", "website-tls tls.crt")
                : Set.of();
    }

    /** {@code name key} of each Secret that {@code node} reads a key of; of an Ingress its certificate. */
    private static void keys(JsonNode node, Set<String> read) {
        JsonNode reference = node.path("secret_key_ref");
        if (reference.isObject()) {
            read.add(reference.path("name").asText() + " "
                    + reference.path("key").asText());
        }
        node.path("items").forEach(item -> {
            if (node.has("secret_name")) {
                read.add(node.path("secret_name").asText() + " "
                        + item.path("key").asText());
            }
        });
        if (node.has("hosts") && node.has("secret_name")) {
            read.add(node.path("secret_name").asText() + " tls.crt");
        }
        node.forEach(child -> keys(child, read));
    }
}
