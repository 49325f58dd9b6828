package dev.chatstack.config.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.cloud.google.GoogleMachineNetworkConfig;
import dev.chatstack.config.loader.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An environment on a Docker host")
class DockerConfigTest {
    /** The smallest file. */
    private static final String SMALLEST = """
            production: false
            state:
              backend: local
            cloud:
              provider: docker
            chat:
              product: rocketchat
              host: chat.localhost
              version: 8.9.0
              adminEmail: admin@example.org
              exposure:
                by: haproxy
            backup:
              store:
                in: directory
            """;

    @TempDir
    Path folder;

    @Test
    void listensOnTheMachineItselfUnlessToldOtherwise() throws IOException {
        EnvironmentConfig config = load(SMALLEST).config();

        assertThat(config.cloud())
                .isEqualTo(new DockerConfig("unix:///var/run/docker.sock", "/etc/chatstack/secrets", Optional.empty()));
        assertThat(((RocketChatConfig) config.chat()).exposure())
                .isEqualTo(new ExposureConfig.HaProxy(
                        443, 80, "127.0.0.1", Optional.empty(), Optional.empty(), false, false));
        assertThat(config.backup().store()).isEqualTo(new BackupStoreConfig.Directory("/var/backups/chatstack"));
    }

    @Test
    void isReachedBySsh() throws IOException {
        DockerConfig remote = (DockerConfig) load(SMALLEST.replace(
                        "provider: docker", "provider: docker\n  host: ssh://chat@machine.example.org:2222"))
                .config()
                .cloud();

        assertThat(remote.socket()).isEqualTo("/var/run/docker.sock");
    }

    @Test
    void namesEverythingThatItCannotDo() {
        String file = SMALLEST.replace("production: false", "production: true")
                        .replace("provider: docker", "provider: docker\n  host: tcp://machine:2375")
                        .replace(
                                "by: haproxy",
                                "by: haproxy\n    plainHttp: true\n    certificate: chat-tls\n  licenceSecret: licence\n  autoscaling: {maxReplicas: 3}\n  settings: {uploads: {store: filesystem, storageClass: fast}}")
                        .replace("in: directory", "in: volume\n  schedule: 3 * * * *\n  restoreTest: 0 3 * * 0")
                + """
            externalSecrets: {store: vault}
            monitoring:
              dashboardAccess: [10.0.0.0/8]
            rbac:
              admins: [chat-admins]
            """;

        assertThatThrownBy(() -> load(file))
                .hasMessageContainingAll(
                        "cloud.host: must be a socket such as unix:///var/run/docker.sock, or ssh://user@machine, got `tcp://machine:2375`",
                        "chat.exposure.certificate: must be left out when chat.exposure.plainHttp is true, got `chat-tls`",
                        "chat.exposure.plainHttp: must be false in production: passwords would travel in the clear, got `true`",
                        "chat.autoscaling: must be left out on a Docker host: set chat.replicas, got `a block`",
                        "chat.settings.uploads.store: must be gridfs, s3 or gcs on a Docker host: backups would not hold a folder of files, got `filesystem`",
                        "backup.store.in: must be directory or s3 on a Docker host, got `another`",
                        "backup.schedule: must be left out on a Docker host: backups begin with each hour, got `3 * * * *`",
                        "backup.restoreTest: must be left out on a Docker host",
                        "externalSecrets: must be left out on a Docker host: put files into cloud.secrets; ./chatstack secrets says which, got `a block`",
                        "monitoring.dashboardAccess: must be left out on a Docker host",
                        "rbac: must be left out on a Docker host: everyone who can use Docker has all rights, got `a block`");
    }

    @Test
    void isBehindAnOwnProxyInProductionOnlyWhereNobodyElseComes() throws IOException {
        String file = SMALLEST.replace("production: false", "production: true")
                .replace("by: haproxy", "by: haproxy\n    behindProxy: true\n    port: 8080");

        assertThat(load(file).config().chat().exposure().url("chat.example.org"))
                .isEqualTo("https://chat.example.org");
        assertThatThrownBy(() -> load(file.replace("port: 8080", "address: 0.0.0.0\n    certificate: chat-tls")))
                .hasMessageContainingAll(
                        "chat.exposure.address: must be 127.0.0.1, or a private address that only your proxy reaches, such as 172.17.0.1 for one in a container, got `0.0.0.0`",
                        "chat.exposure.port: must be the port to which your proxy connects, such as 8080; 443 is its own, got `443`",
                        "chat.exposure.certificate: must be left out with chat.exposure.behindProxy, for that proxy ends TLS, got `chat-tls`");
    }

    @Test
    void getsACertificateOnlyWhereTheAuthorityReachesIt() {
        String file = SMALLEST.replace(
                "by: haproxy",
                "by: haproxy\n    redirectPort: 8080\n    certificate: chat-tls\n    acme: {email: a@example.org}");

        assertThatThrownBy(() -> load(file))
                .hasMessageContainingAll(
                        "chat.exposure.address: must be 0.0.0.0, or a public address of the host, with chat.exposure.acme: the authority connects to port 80, got `127.0.0.1`",
                        "chat.exposure.redirectPort: must be 80 with chat.exposure.acme: the authority connects to no other port, got `8080`",
                        "chat.exposure.certificate: must be left out with chat.exposure.acme, got `chat-tls`");
        assertThatThrownBy(() ->
                        load(withMachine("by: haproxy\n    address: 0.0.0.0\n    acme: {email: a@example.org}", KEY)
                                .replace("    sshKey", "    clients: [203.0.113.0/24]\n    sshKey")))
                .hasMessageContaining(
                        "cloud.machine.clients: must be [0.0.0.0/0] with chat.exposure.acme: nobody knows from where the authority connects, got `[203.0.113.0/24]`");
    }

    @Test
    void isMadeWithAMachine() throws IOException {
        DockerConfig made = (DockerConfig) load(withMachine("by: haproxy\n    address: 0.0.0.0", KEY))
                .config()
                .cloud();

        assertThat(made.machine())
                .contains(new GoogleMachineConfig(
                        "chat-team-1",
                        "europe-west1-b",
                        "e2-standard-4",
                        50,
                        KEY,
                        List.of("203.0.113.0/24"),
                        List.of("0.0.0.0/0"),
                        new GoogleMachineNetworkConfig(Optional.empty(), false),
                        Map.of(),
                        true));
    }

    @Test
    void namesEverythingThatIsWrongWithAMachine() {
        String file = withMachine("by: haproxy", "ssh-dss AAAA")
                .replace("at: google", "at: google\n    diskGi: 5\n    machineType: Large")
                .replace("chat-team-1", "Team")
                .replace("europe-west1-b", "europe-west1");
        String open = withMachine("by: haproxy", KEY)
                .replace("203.0.113.0/24", "0.0.0.0/0")
                .replace("  machine:", "  host: ssh://machine\n  machine:");

        assertThatThrownBy(() -> load(file))
                .hasMessageContainingAll(
                        "cloud.machine.project: must be a project id: 6 to 30 lower-case letters, digits and -, beginning with a letter, got `Team`",
                        "cloud.machine.zone: must be a Google Cloud zone such as europe-west1-b, got `europe-west1`",
                        "cloud.machine.machineType: must be a machine type such as e2-standard-4, got `Large`",
                        "cloud.machine.diskGi: must be 10 or more, got `5`",
                        "cloud.machine.sshKey: must be a public key as in ~/.ssh/id_ed25519.pub: ssh-ed25519 AAAA… name, got `ssh-dss AAAA`");
        assertThatThrownBy(() -> load(open))
                .hasMessageContainingAll(
                        "cloud.machine.sshAccess: must name the networks of the people who administer it, never the whole internet: all entries together may hold at most as many public addresses as one /8, got `[0.0.0.0/0]`",
                        "cloud.host: must be left out with cloud.machine, because the machine is the host, got `ssh://machine`",
                        "chat.exposure.address: must be 0.0.0.0 on a machine that others are to reach: cloud.machine.clients says who may, got `127.0.0.1`");
        assertThatThrownBy(() ->
                        load(withMachine("by: haproxy\n    address: 0.0.0.0\n    acme: {email: a@example.org}", KEY)
                                .replace("    sshKey", "    network: {internal: true}\n    sshKey")))
                .hasMessageContainingAll(
                        "cloud.machine.network.internal: must be false in a new network, which reaches the internet by the machine's public address alone",
                        "cloud.machine.network.internal: must be false with chat.exposure.acme");
        assertThatThrownBy(() -> load(withMachine("by: haproxy", KEY).replace("at: google", "at: moon")))
                .hasMessageContaining("cloud.machine.at");
    }

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEE";

    private static String withMachine(String exposure, String key) {
        return SMALLEST.replace("by: haproxy", exposure).replace("provider: docker", """
                        provider: docker
                          machine:
                            at: google
                            project: chat-team-1
                            zone: europe-west1-b
                            sshKey: %s
                            sshAccess: [203.0.113.0/24]""".formatted(key));
    }

    @Test
    void keepsItsOwnKindsToItself() throws IOException {
        String cluster = Files.readString(Path.of("..", "config", "openshift-prod.yaml"));

        assertThatThrownBy(() -> load(cluster.replace("by: route", "by: haproxy")
                        .replace("in: volume\n    size: 100Gi", "in: directory")))
                .hasMessageContainingAll(
                        "chat.exposure.by: needs a Docker host: cloud.provider must be docker, got `haproxy`",
                        "backup.store.in: needs a Docker host: cloud.provider must be docker, got `directory`");
        assertThatThrownBy(() -> load(SMALLEST.replace("by: haproxy", "by: route")))
                .hasMessageContaining("chat.exposure.by: must be haproxy on a Docker host, got `another`");
        assertThatThrownBy(() -> load(SMALLEST.replace("by: haproxy", "by: haproxy\n    port: 80")))
                .hasMessageContaining(
                        "chat.exposure.redirectPort: must be another than chat.exposure.port (80), got `80`");
    }

    private Environment load(String yaml) throws IOException {
        Path file = folder.resolve("local.yaml");
        Files.writeString(file, yaml);
        return ConfigLoader.load(file);
    }
}
