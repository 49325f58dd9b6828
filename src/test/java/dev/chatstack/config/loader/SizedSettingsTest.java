package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("chat.concurrentUsers")
class SizedSettingsTest {
    @TempDir
    Path folder;

    @Test
    void choosesWhatTheFileDoesNotSay() throws IOException {
        Environment environment = load("concurrentUsers: 450\n  licenceSecret: licence", "");

        assertThat(environment.config().chat().replicas()).isEqualTo(2);
        assertThat(environment.config().mongodb().memory()).isEqualTo("4Gi");
        assertThat(environment.config().mongodb().volume()).isEqualTo("20Gi");
        assertThat(environment.warnings())
                .noneMatch(warning -> warning.toString().contains("people at once"));
    }

    @Test
    void growsWithThePeople() throws IOException {
        Environment environment = load("concurrentUsers: 2750\n  licenceSecret: licence", "");

        assertThat(environment.config().chat().replicas()).isEqualTo(11);
        assertThat(environment.config().mongodb().memory()).isEqualTo("10Gi");
        assertThat(environment.config().mongodb().volume()).isEqualTo("50Gi");
        assertThat(environment.warnings())
                .anyMatch(warning -> warning.toString().contains("Rocket.Chat asks for microservices"));
    }

    @Test
    void saysThatNothingIsPublishedForSoManyPeople() throws IOException {
        assertThat(load("concurrentUsers: 5000\n  licenceSecret: licence", "").warnings())
                .noneMatch(warning -> warning.toString().contains("publishes numbers"));
        assertThat(load("concurrentUsers: 5001\n  licenceSecret: licence", "").warnings())
                .anyMatch(warning ->
                        warning.toString().contains("5001 is more than the 5000 up to which Rocket.Chat publishes"));
    }

    @Test
    void givesWayToWhatTheFileSaysAndComparesIt() throws IOException {
        Environment environment = load("concurrentUsers: 450\n  replicas: 1", "\nmongodb:\n  memory: 2Gi\n");

        assertThat(environment.config().chat().replicas()).isEqualTo(1);
        assertThat(environment.config().mongodb().memory()).isEqualTo("2Gi");
        assertThat(environment.warnings())
                .anyMatch(warning -> warning.toString()
                        .contains("1 is less than the 2 for 450 people at once, which needs a licence"))
                .anyMatch(warning -> warning.toString().contains("2Gi is less than the 4Gi for 450 people at once"));
    }

    @Test
    void changesNothingWhenItIsLeftOut() throws IOException {
        Environment environment = load("licenceSecret: licence", "");

        assertThat(environment.config().chat().replicas()).isEqualTo(1);
        assertThat(environment.config().mongodb().memory()).isEqualTo("2Gi");
    }

    private Environment load(String chat, String rest) throws IOException {
        Path file = folder.resolve("sized.yaml");
        Files.writeString(file, """
                state: {backend: local}
                cloud: {provider: existing, platform: kubernetes, context: here, databaseStorageClass: disks}
                backup: {store: {in: volume, size: 100Gi}}
                chat:
                  product: rocketchat
                  host: chat.example.org
                  version: 8.6.1
                  adminEmail: admin@example.org
                  exposure: {by: ingress, className: nginx, controllerNamespace: ingress-nginx, tlsSecret: tls}
                  %s
                """.formatted(chat) + rest);
        return ConfigLoader.load(file);
    }
}
