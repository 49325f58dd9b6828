package dev.chatstack.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.Environments;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.Destination;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ChatDestinations;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks environments: what a file names can be reached, and what can be reached is named. */
@DisplayName("Network paths")
class PathsTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final String PUBLIC = "93.184.216.34";
    private static final String SERVER = "rocketchat-server";

    /** Ports of the internet that stand for a reason without a setting: HTTPS, and mail that administrators set up themselves. */
    private static final Set<Integer> MAIL = Set.of(25, 465, 587);

    /** For an organisation: directory, relay, store and identity provider of its network. */
    private static final EnvironmentFile ORGANISATION = new EnvironmentFile("""
            state: {backend: local}
            cloud: {provider: existing, platform: kubernetes, context: example, databaseStorageClass: database}
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.9.0
              replicas: 3
              licenceSecret: licence
              adminEmail: admin@example.org
              reaches: ["10.20.0.0/24:636", "10.20.1.8/32:2525", "n8n.automation.svc:5678"]
              exposure: {by: ingress, className: traefik, controllerNamespace: traefik}
              settings:
                uploads: {store: s3, bucket: uploads, region: local, endpoint: "http://10.20.0.9:9000", secret: uploads}
                mail: {host: relay.corp.example.org, port: 2525, from: chat@example.org}
                signIn:
                  ldap: {host: ldap.corp.example.org, port: 636, baseDn: "dc=example,dc=org", secret: directory}
                  gitlab: {url: "https://gitlab.example.org:8443", secret: gitlab}
                  oidc:
                    url: https://keycloak.identity.svc:8443
                    authorizePath: /auth
                    tokenPath: /token
                    userInfoPath: https://people.example.org:9443/userinfo
                    secret: keycloak
            mongodb: {members: 3}
            backup:
              store: {in: s3, bucket: backups, region: local, endpoint: "http://minio.example.org:9000", secret: backups}
              reaches: ["10.20.0.9/32:9000"]
            """);

    private static final EnvironmentFile MESH = ORGANISATION
            .replace(
                    "{by: ingress, className: traefik, controllerNamespace: traefik}",
                    "{by: istioGateway, tlsSecret: chat-tls}")
            .replace("mongodb: {members: 3}", "mesh: {}\nmongodb: {members: 3}");
    private static final EnvironmentFile MICROSERVICES =
            ORGANISATION.replace("  replicas: 3", "  replicas: 3\n  architecture: microservices");

    static Stream<Environment> environments() {
        Stream<Environment> shipped = new Environments(CONFIG)
                .names().stream()
                        .map(name -> ConfigLoader.load(CONFIG.resolve(name + ".yaml")))
                        .filter(environment -> Clouds.of(environment) instanceof ClusterCloud)
                        .filter(environment -> environment.config().chat() instanceof RocketChatConfig);
        Environment company =
                ConfigLoader.load(Path.of("..", "e2e", "kubernetes", "environments", "organisation.yaml"));
        return Stream.of(
                        shipped,
                        Stream.of(ORGANISATION, MESH, MICROSERVICES).map(EnvironmentFile::load),
                        Stream.of(company))
                .flatMap(environments -> environments);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void leadToEverythingThatTheFileNames(Environment environment) {
        assertThat(Destinations.unreached(environment, Stacks.of(environment, "chat")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void leadNowhereElse(Environment environment) {
        Synth stack = Stacks.of(environment, "chat");
        RocketChatConfig chat = (RocketChatConfig) environment.config().chat();
        List<Destination> named = ChatDestinations.of(chat.settings());
        Egress server = Egress.of(stack, SERVER);

        assertThat(server.blocks())
                .allSatisfy(block -> assertThat(block.policy().equals("to-dns")
                                || block.policy().endsWith("-to-identity")
                                || isPublic(block) && isUsual(block, chat)
                                || named.stream().anyMatch(to -> explains(to, block))
                                || chat.reaches().contains(block.cidr() + ":" + block.port()))
                        .as(block.toString())
                        .isTrue());
        assertThat(server.reaches("10.99.0.1", 5432)).isFalse();
        assertThat(server.reaches("169.254.169.254", 80)).isFalse();
    }

    @Test
    void areMissedWhereANameIsPrivateAndItsNetworkIsNotNamed() {
        EnvironmentFile inside =
                ORGANISATION.replace("ldap.corp.example.org", "ldap.corp").replace("minio.example.org", "minio.lan");

        assertThat(inside.load().warnings())
                .extracting(Object::toString)
                .noneMatch(warning -> warning.contains("private network"));
        assertThat(inside.replace("10.20.0.0/24:636", "10.20.0.0/24:389")
                        .replace("10.20.0.9/32:9000", "10.20.0.9/32:9001")
                        .load()
                        .warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.contains("ldap.corp looks like a name of a private network"))
                .anyMatch(warning -> warning.contains("minio.lan looks like a name of a private network"));
    }

    /** Inside the cluster the public address is that of the controller's pods, which listen on other ports: Traefik's on 8443. */
    @Test
    void leadTheProberThroughTheWayInOfTheCluster() {
        EnvironmentFile monitored = new EnvironmentFile(ORGANISATION.text() + "monitoring: {}\n");
        EnvironmentFile gateway = monitored.replace(
                "{by: ingress, className: traefik, controllerNamespace: traefik}",
                "{by: gateway, className: envoy, controllerNamespace: envoy-gateway-system, tlsSecret: chat-tls}");

        Egress ingress = Egress.of(Stacks.of(monitored.load(), "platform"), "blackbox-exporter");
        assertThat(ingress.reachesPods("traefik", 8443)).isTrue();
        assertThat(ingress.reachesPods("application", 3000)).isFalse();
        Egress proxies = Egress.of(Stacks.of(gateway.load(), "platform"), "blackbox-exporter");
        assertThat(proxies.reachesPods("envoy-gateway-system", 10443)).isTrue();
        assertThat(proxies.reachesPods("application", 10443)).isTrue();
    }

    @Test
    void closeTheMailPortsOfTheInternetThatTheFileDoesNotName() {
        Egress server = Egress.of(Stacks.of(ORGANISATION.load(), "chat"), SERVER);

        assertThat(server.reaches(PUBLIC, 2525)).isTrue();
        assertThat(MAIL).noneMatch(port -> server.reaches(PUBLIC, port));
    }

    @Test
    void leadToAStoreOfBackupsInTheClusterAndNoFurther() {
        Synth stack = Stacks.of(
                ORGANISATION
                        .replace("http://minio.example.org:9000", "http://minio.storage.svc:9000")
                        .load(),
                "chat");

        assertThat(Egress.of(stack, "mongodb-backup").reachesPods("storage", 9000))
                .isTrue();
        assertThat(Egress.of(stack, "mongodb-backup").reaches(PUBLIC, 9000)).isFalse();
    }

    @Test
    void leadNowhereOutsideForBackupsOnAVolume() {
        Synth stack = Stacks.of(
                new EnvironmentFile(
                                ORGANISATION.text().replaceFirst("(?s)backup:.*", "backup: {store: {in: volume}}\n"))
                        .load(),
                "chat");

        assertThat(Egress.of(stack, "mongodb-backup").reaches(PUBLIC, 443)).isFalse();
    }

    @Test
    void leadToAMongoDbOfThisClusterByItsLabels() {
        EnvironmentFile file = new EnvironmentFile(ORGANISATION
                .text()
                .replaceFirst(
                        "(?s)mongodb:.*",
                        "mongodb: {external: {secret: atlas, namespace: mongo, labels: {app: rs-svc}}}\n"));
        Synth stack = Stacks.of(file.load(), "chat");

        assertThat(Egress.of(stack, SERVER).reachesPods("mongo", 27017)).isTrue();
        assertThat(stack.named("kubernetes_network_policy_v1", "rocketchat-server-to-mongodb")
                        .at("/spec/egress/0/to/0/pod_selector/match_labels/app")
                        .asText())
                .isEqualTo("rs-svc");
    }

    private static boolean isPublic(Egress.Block block) {
        return block.cidr().equals("0.0.0.0/0") && block.except().contains("10.0.0.0/8");
    }

    private static boolean isUsual(Egress.Block block, RocketChatConfig chat) {
        return block.port() == 443 || chat.settings().mail().isEmpty() && MAIL.contains(block.port());
    }

    private static boolean explains(Destination to, Egress.Block block) {
        boolean place = to.isAddress() ? block.cidr().equals(to.host() + "/32") : isPublic(block);
        return place && to.port() == block.port();
    }
}
