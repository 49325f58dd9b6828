package dev.chatstack.movein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("./chatstack import")
class MoveInTest {
    private static final Path FILES = Path.of("test", "resources", "movein");

    @TempDir
    Path folder;

    private static MoveIn moved(String... files) {
        return MoveIn.of(Stream.of(files).map(FILES::resolve).toList());
    }

    private Environment checked(MoveIn moved) throws IOException {
        Path file = folder.resolve("moved.yaml");
        Files.writeString(file, moved.text());
        return ConfigLoader.load(file);
    }

    @ParameterizedTest
    @CsvSource({
        "compose-current.yml, compose-current.env, chat.team.example.org, 8.5.2",
        "compose-current.yml, compose-old.yml, chat.example.org, 8.9.0",
        "compose-traefik.yml, compose-traefik.env, talk.example.org, 7.11.1",
        "compose-old.yml, compose-traefik.env, old.example.org, 7.11.0",
        "values-small.yaml, compose-traefik.env, chat.example.com, 8.6.1",
        "values-micro.yaml, compose-traefik.env, talk.company.example, 8.9.0",
        "values-sets.json, compose-traefik.env, json.example.org, 8.9.0",
        "template.yaml, template.params, chat.apps.example.org, 8.9.0",
        "template.params, template.params, chat.apps.example.org, 8.9.0",
        "tailchat.yml, tailchat.env, hub.example.org, 1.11.10"
    })
    void makesAFileThatPassesCheck(String file, String other, String host, String version) throws IOException {
        Environment environment = checked(moved(file, other));

        assertThat(environment.config().chat().host()).isEqualTo(host);
        assertThat(environment.config().chat().version()).isEqualTo(version);
    }

    @Test
    void carriesSettingsOver() throws IOException {
        RocketChatConfig chat = (RocketChatConfig) checked(moved("compose-current.yml", "compose-current.env"))
                .config()
                .chat();
        assertThat(chat.settings().overwrite()).containsOnlyKeys("Layout_Login_Terms");
        assertThat(moved("compose-current.yml", "compose-current.env").text())
                .contains("Layout_Login_Terms: \"By signing in you agree to the blue rules\"");
        Environment small = checked(moved("values-small.yaml"));
        assertThat(small.config().mongodb().volume()).isEqualTo("30Gi");
        assertThat(moved("values-small.yaml").text()).contains("issuer: letsencrypt", "className: nginx");
        Environment template = checked(moved("template.yaml", "template.params"));
        assertThat(template.config().chat().namespace()).isEqualTo("team-chat");
        assertThat(template.config().mongodb().members()).isEqualTo(3);
    }

    @Test
    void listsWhatItCouldNotCarryOverAndWhy() {
        assertThat(moved("compose-current.yml", "compose-current.env").left())
                .anyMatch(line -> line.startsWith("REG_TOKEN: it is secret"))
                .anyMatch(line -> line.startsWith("service db: chatstack runs its own MongoDB"))
                .anyMatch(line -> line.startsWith("service nats: chatstack makes its own"));
        assertThat(moved("compose-traefik.yml", "compose-traefik.env").left())
                .anyMatch(line -> line.startsWith("MAIL_URL: it holds a password"))
                .anyMatch(line -> line.startsWith("ADMIN_PASS: it is secret"))
                .anyMatch(line -> line.startsWith("OVERWRITE_SETTING_LDAP_Enable: ways to sign in"))
                .anyMatch(line -> line.startsWith("3 replicas: more than one needs a licence"))
                .anyMatch(line -> line.startsWith("service backup (team/own-backup:1): nothing here"));
        assertThat(moved("compose-old.yml").left())
                .anyMatch(line -> line.startsWith("version 6.12.1: older than what runs here"))
                .anyMatch(line -> line.startsWith("the path /chat/ of ROOT_URL"));
        assertThat(moved("values-micro.yaml").left())
                .anyMatch(line -> line.startsWith("externalMongodbUrl: "))
                .anyMatch(line -> line.startsWith("license: create a Secret"))
                .anyMatch(line -> line.startsWith("microservices: they need a licence"))
                .anyMatch(line -> line.startsWith("NO_PROXY: no setting"))
                .anyMatch(line -> line.startsWith("federation: "));
        assertThat(moved("values-sets.json").left())
                .anyMatch(line -> line.startsWith("2 members of MongoDB: use 1, 3 or 5"))
                .anyMatch(line -> line.startsWith("version `latest`: no exact release"));
        assertThat(moved("tailchat.yml", "tailchat.env").left())
                .anyMatch(line -> line.startsWith("SECRET: chatstack makes its own"))
                .anyMatch(line -> line.startsWith("one machine: Tailchat runs in a cluster here"));
    }

    /** Text of an old file stays text: it makes no setting. */
    @Test
    void leavesWhatYamlCouldReadAsMore() {
        OldChat chat = new OldChat(OldChat.Product.ROCKETCHAT);
        for (String text : List.of("a\nrbac: {}", "a: b", "{a: b}", "a # b", "\"a", "a\u2028b")) {
            chat.carry("chat.host", text);
        }
        chat.overwrite("Layout", "a\n---\nrbac: {}");
        chat.overwrite("Layout: x", "a");

        assertThat(chat.settings()).isEmpty();
        assertThat(chat.overwrites()).isEmpty();
        assertThat(chat.left()).hasSize(8).allMatch(line -> line.contains("set it by hand"));
    }

    @Test
    void writesNoSecret() {
        for (String[] files : List.of(
                new String[] {"compose-current.yml", "compose-current.env"},
                new String[] {"compose-traefik.yml", "compose-traefik.env"},
                new String[] {"values-micro.yaml"},
                new String[] {"template.yaml", "template.params"})) {
            MoveIn moved = moved(files);
            assertThat(moved.text() + moved.left())
                    .doesNotContain("change-me", "smtp://me:secret", "\"abc\"", "user:pass", "eyJ", "=secret");
        }
    }

    @Test
    void readsVariablesAsComposeDoes() {
        Interpolation variables = new Interpolation(Map.of("A", "1", "EMPTY", ""));

        assertThat(variables.of("$A ${A} ${B:-2} ${EMPTY:-3} ${B:-${A:-9}} ${A:+yes}${B:+no} $$A"))
                .isEqualTo("1 1 2 3 1 yes $A");
    }

    @Test
    void saysWhichFilesItKnows() {
        assertThatThrownBy(() -> MoveIn.of(List.of(Path.of("..", "config", "gcp-dev.yaml"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none of these files is known here: it must be a compose file");
    }
}
