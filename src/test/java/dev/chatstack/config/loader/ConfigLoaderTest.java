package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.config.RbacConfig;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.Architecture;
import dev.chatstack.config.chat.ChatSettingsConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.ResourcesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.config.cloud.google.GoogleNetworkConfig;
import dev.chatstack.config.cloud.google.GoogleNodesConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.placement.PlacementConfig;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An environment file")
class ConfigLoaderTest {
    private static final String SMALLEST = EnvironmentFile.GOOGLE.text();

    @TempDir
    Path folder;

    @Test
    void fillsInTheDefaults() throws IOException {
        Environment environment = load(SMALLEST);

        assertThat(environment.name()).isEqualTo("prod");
        assertThat(environment.warnings()).isEmpty();
        assertThat(environment.config())
                .isEqualTo(new EnvironmentConfig(
                        true,
                        1,
                        new StateConfig.Local(),
                        new GoogleConfig(
                                "example-chat",
                                "europe-west1",
                                List.of("europe-west1-b"),
                                List.of("203.0.113.0/24"),
                                false,
                                new GoogleNodesConfig(3, 5, "e2-standard-4", false, 50),
                                Optional.empty(),
                                new GoogleNetworkConfig(
                                        "10.0.0.0/20",
                                        "10.16.0.0/16",
                                        "10.32.0.0/20",
                                        "172.16.0.0/28",
                                        Optional.empty()),
                                Map.of(),
                                Optional.empty(),
                                true),
                        Optional.of(new MeshConfig(2, 2)),
                        Optional.empty(),
                        new RocketChatConfig(
                                "chat.example.org",
                                "8.9.0",
                                Architecture.MONOLITH,
                                Optional.empty(),
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                "admin@example.org",
                                "application",
                                new ExposureConfig.IstioGateway(
                                        443, Optional.of("chat-tls"), false, List.of("0.0.0.0/0"), false),
                                Optional.empty(),
                                List.of(),
                                new MicroservicesConfig(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty(),
                                new ResourcesConfig("500m", "2", "512Mi", "2Gi"),
                                new ChatSettingsConfig(
                                        new UploadsConfig.GridFs(),
                                        100,
                                        FreeText.of(""),
                                        ChatSettingsConfig.Registration.DISABLED,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Map.of(),
                                        Map.of())),
                        new MongoDbConfig(3, "20Gi", "2Gi", Optional.empty()),
                        new BackupConfig(
                                new BackupStoreConfig.Bucket(0),
                                "7 * * * *",
                                "17 2 * * 0",
                                24,
                                14,
                                8,
                                List.of(),
                                Optional.empty()),
                        Optional.empty(),
                        new PlacementConfig(Optional.empty(), Optional.empty(), Optional.empty()),
                        new RbacConfig(List.of(), List.of(), List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void reportsEveryProblemAtOnce() throws IOException {
        Path file = file("""
            production: maybe
            secretsRevision: 0
            state:
              backend: floppy
            cloud:
              provider: google
              project: Example
              region: europe-west1
              zones: [europe-west1-b, us-east1-b]
              apiServerAccess: []
              nodes:
                workersCount: three
                machinetype: e2-standard-4
            monitoring:
              dashboardAccess: [203.0.113.7/24]
            chat:
              product: rocketchat
              host: Chat
              version: 8.6
              replicas: 2
              exposure:
                by: istioGateway
            mongodb:
              members: 4
              volume: 20GB
            """);

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            14 problems in %s
              - chat.adminEmail: is required
              - chat.exposure.by: needs a mesh: add `mesh: {}` to the file, got `istioGateway`
              - chat.exposure.tlsSecret: is required: the name of the Secret with the certificate; or choose plainHttp: true, which anyone on the way can read, got `nothing`
              - chat.host: must be a lower-case DNS name such as chat.example.org, got `Chat`
              - chat.version: must be text; put it in quotes, got `8.6`
              - cloud.apiServerAccess: is required, with at least one entry
              - cloud.nodes.machinetype: unknown setting; did you mean `machineType`?
              - cloud.nodes.workersCount: must be a whole number, got `three`
              - cloud.project: must be a project id: 6 to 30 lower-case letters, digits and -, beginning with a letter, got `Example`
              - mongodb.volume: must be a size from 1Gi to 65536Gi in Mi or Gi, such as 512Mi or 20Gi, got `20GB`
              - monitoring.dashboardAccess[0]: must be a block of IPv4 addresses that begins at its network address, such as 203.0.113.0/24, got `203.0.113.7/24`
              - production: must be true or false, got `maybe`
              - secretsRevision: must be 1 or more, got `0`
              - state.backend: must be one of local, gcs, s3, azurerm, got `floppy`\
            """.formatted(file));
    }

    @Test
    void reportsSettingsThatAreMissing() throws IOException {
        Path file = file("""
            cloud:
              provider: google
            chat:
              product: rocketchat
            """);

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            9 problems in %s
              - chat.adminEmail: is required
              - chat.exposure: is required
              - chat.host: is required
              - chat.version: is required
              - cloud.apiServerAccess: is required, with at least one entry
              - cloud.project: is required
              - cloud.region: is required
              - cloud.zones: is required, with at least one entry
              - state: is required\
            """.formatted(file));
    }

    @Test
    void reportsAnUnknownSettingThatResemblesNone() throws IOException {
        Path file = file(SMALLEST + "pigeons: 3\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessageContaining("""
            1 problem in %s
              - pigeons: unknown setting; known here: production, secretsRevision, state, cloud, mesh, monitoring, chat, mongodb\
            """.formatted(file));
    }

    @Test
    void reportsABlockOfTheFileThatIsIndented() throws IOException {
        Path file = file(SMALLEST + "mongodb:\n  members: 3\n  backup:\n    hourly: 12\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            1 problem in %s
              - mongodb.backup: unknown setting in a block; it belongs to the file itself: do not indent it\
            """.formatted(file));
    }

    @Test
    void reportsASettingThatIsRepeated() throws IOException {
        Path file = file(SMALLEST + "mongodb:\n  members: 3\n  members: 3\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            1 problem in %s
              - mongodb.members: is set twice in the same block, again in line 20; keep one\
            """.formatted(file));
    }

    @Test
    void reportsABlockWhereAValueShouldBe() throws IOException {
        Path file = file(SMALLEST + "mongodb: small\nmonitoring:\n  dashboardAccess: 203.0.113.0/24\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            2 problems in %s
              - mongodb: must be a block of settings, got `small`
              - monitoring.dashboardAccess: must be a list; put it in brackets [ ], got `203.0.113.0/24`\
            """.formatted(file));
    }

    @Test
    void reportsQuotesAroundWhatIsNoText() throws IOException {
        Path file = file(SMALLEST + "mongodb:\n  members: \"3\"\nproduction: \"true\"\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            2 problems in %s
              - mongodb.members: must be a whole number; take the quotes away, got `3`
              - production: must be true or false; take the quotes away, got `true`\
            """.formatted(file));
    }

    @Test
    void reportsNothingAboutTheDefaultsOfWhatIsMisspelled() throws IOException {
        Path file = file(SMALLEST + "mongodb:\n  member: 5\nmonitoring:\n  dashbordAccess: [203.0.113.0/24]\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            2 problems in %s
              - mongodb.member: unknown setting; did you mean `members`?
              - monitoring.dashbordAccess: unknown setting; did you mean `dashboardAccess`?\
            """.formatted(file));
    }

    @Test
    void reportsNetworksThatOverlap() throws IOException {
        Path file = file(
                EnvironmentFile.GOOGLE.cloud("network:\n  pods: 10.0.0.0/8").text());

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("""
            2 problems in %s
              - cloud.network.pods: must not overlap cloud.network.nodes (10.0.0.0/20), got `10.0.0.0/8`
              - cloud.network.services: must not overlap cloud.network.pods (10.0.0.0/8), got `10.32.0.0/20`\
            """.formatted(file));
    }

    @Test
    void isNotEmpty() throws IOException {
        assertThatThrownBy(() -> load("\n")).hasMessageEndingWith("  - must hold settings, but is empty");
    }

    @Test
    void isYaml() throws IOException {
        assertThatThrownBy(() -> load("cloud: [\n")).hasMessageContaining("1 problem in");
        assertThatThrownBy(() -> load("just words\n"))
                .hasMessageEndingWith("  - must hold settings, one `key: value` a line");
    }

    /** The parser itself names the place where it notices, which may be another line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        a:\\n  b: 1\\n   c: 2\\n              | line 3: must be YAML: indent it as the line above, or put a value with a colon in it in quotes, got `c: 2`
        a:\\n   b: x\\n  c: 2\\n              | line 3: must be YAML: indent it as the other lines of its block, got `c: 2`
        a:\\n  b:1\\n  c: 2\\n                | line 2: must be YAML: a setting is `name: value`, with a space behind the colon, got `b:1`
        a:\\n  b: 1\\n\\tc: 2\\n              | line 3: must be YAML: indent with spaces, not with tabs, got `c: 2`
        a:\\n  b: "1\\n  c: 2\\n             | line 2: must be YAML: a quote is opened and not closed, got `b: "1`
        a: [1, 2\\nb: 3\\n                   | line 1: must be YAML: a bracket is opened and not closed, or a comma is missing, got `a: [1, 2`
        a:\\n  b: @here\\n                   | line 2: must be YAML: put the value in quotes, got `b: @here`
        """)
    void saysInWhichLineItIsNoYaml(String text, String message) {
        String file = text.replace("\\n", "\n").replace("\\t", "\t");

        assertThatThrownBy(() -> load(file)).hasMessageEndingWith("  - " + message);
    }

    @Test
    void isText() throws IOException {
        Path file = Files.write(folder.resolve("prod.yaml"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigLoader.load(file))
                .hasMessageEndingWith("  - must be YAML in UTF-8, but holds bytes that are not text");
    }

    @Test
    void isNoFolder() throws IOException {
        Path file = Files.createDirectory(folder.resolve("prod.yaml"));

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessageEndingWith("  - must be a file, but is a folder");
    }

    @Test
    void hasANameThatFitsEveryResource() throws IOException {
        Path file = Files.writeString(folder.resolve("Production_Europe_West_1.yaml"), SMALLEST);

        assertThatThrownBy(() -> ConfigLoader.load(file))
                .hasMessageContaining(
                        "it must be 2 to 20 lower-case letters, digits and -, beginning with a letter, got"
                                + " `Production_Europe_West_1`");
    }

    @Test
    void allowsASingleDatabaseMemberOutsideProductionWithAWarning() throws IOException {
        String single = SMALLEST + "mongodb:\n  members: 1\n";

        assertThatThrownBy(() -> load(single))
                .hasMessageEndingWith(
                        "mongodb.members: must be 3 or 5 in production: a single member has no copy of the data, got"
                                + " `1`");
        assertThat(load("production: false\n" + single).warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "mongodb.members: a single member has no copy of the data, and the chat stops whenever it"
                                + " restarts");
    }

    @Test
    void opensNothingAdministrativeToTheWorld() throws IOException {
        assertThatThrownBy(() -> load(SMALLEST.replace("203.0.113.0/24", "0.0.0.0/0")))
                .hasMessageEndingWith(
                        "cloud.apiServerAccess: must name the networks of the people who administer it, never the"
                                + " whole internet: all entries together may hold at most as many public addresses as one"
                                + " /8, got `[0.0.0.0/0]`");
    }

    @Test
    void refusesCustomSignInWithoutALicenceFromRocketChat9On() throws IOException {
        String custom = SMALLEST.replace(
                "  exposure:",
                "  settings: {uploads: {store: gridfs}, overwrite: {Accounts_OAuth_Custom-Keycloak: \"true\"}}\n"
                        + "  exposure:");

        assertThat(load(custom).config()).isNotNull();
        assertThatThrownBy(() -> load(custom.replace("8.9.0", "9.0.0")))
                .hasMessageContaining(
                        "chat.settings.overwrite.Accounts_OAuth_Custom-Keycloak: needs a licence from Rocket.Chat 9"
                                + " on");
        assertThat(load(custom.replace("8.9.0", "9.0.0")
                                .replace("  exposure:", "  licenceSecret: licence\n  exposure:"))
                        .config())
                .isNotNull();
    }

    @Test
    void doesNotCountMembersOfADatabaseElsewhere() throws IOException {
        String elsewhere = SMALLEST + "mongodb:\n  members: 1\n  external: {secret: atlas, networks: [0.0.0.0/0]}\n";

        assertThat(load(elsewhere).config().mongodb().external().orElseThrow().port())
                .isEqualTo(27017);
    }

    @Test
    void warnsThatADatabaseElsewhereIsNotBackedUp() throws IOException {
        String elsewhere = SMALLEST + "mongodb:\n  external: {secret: atlas, networks: [0.0.0.0/0]}\n";

        assertThat(load(elsewhere + "backup: {store: {in: bucket}}\n").warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "backup: mongodb.external is not backed up from here: the team that runs it must do so, and"
                                + " prove it");
    }

    private Environment load(String yaml) throws IOException {
        return ConfigLoader.load(file(yaml));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("prod.yaml"), yaml);
    }
}
