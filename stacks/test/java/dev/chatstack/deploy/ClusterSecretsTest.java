package dev.chatstack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.golden.GoldenFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Secrets of a cluster")
class ClusterSecretsTest {
    @TempDir
    Path folder;

    @Test
    void areInEachNamespaceWithPodsForTheRegistryAndWhereTheySpeakToTheOutsideForTheAuthorities() throws IOException {
        List<Resource> resources = new ArrayList<>();
        for (String stack : List.of("microservices-prod-platform", "microservices-prod-chat")) {
            resources.addAll(Blueprint.read(
                            stack,
                            new ByteArrayInputStream(new ObjectMapper()
                                    .writeValueAsBytes(GoldenFile.of(stack).read())))
                    .resources());
        }
        Path file = Files.writeString(
                folder.resolve("microservices-prod.yaml"),
                Files.readString(Path.of("..", "config", "microservices-prod.yaml"))
                        + "\nimages: {pullSecret: registry}\ncaBundle: {secret: company}\n"
                        + "proxy: {url: \"http://10.9.8.7:3128\", passwordSecret: proxy-password}\n");

        List<OwnSecret> secrets =
                ClusterSecrets.of(ConfigLoader.load(file), new Blueprint("microservices-prod", resources));

        assertThat(secrets.stream().filter(secret -> secret.name().equals("registry")))
                .extracting(OwnSecret::namespace)
                .containsExactlyInAnyOrder("application", "application-monitoring", "application-monitoring-nodes");
        assertThat(secrets.stream().filter(secret -> secret.name().equals("company")))
                .extracting(OwnSecret::namespace)
                .containsExactlyInAnyOrder("application", "application-monitoring");
        assertThat(secrets.stream().filter(secret -> secret.name().equals("proxy-password")))
                .extracting(SecretCommands::inCluster)
                .containsExactlyInAnyOrder(
                        "kubectl -n application create secret generic proxy-password --from-file=url=FILE",
                        "kubectl -n application-monitoring create secret generic proxy-password --from-file=url=FILE");
        assertThat(secrets.stream()
                        .filter(secret -> secret.name().equals("registry"))
                        .map(SecretCommands::inCluster))
                .allMatch(command ->
                        command.endsWith("create secret generic registry --type=kubernetes.io/dockerconfigjson"
                                + " --from-file=.dockerconfigjson=FILE"));
    }
}
