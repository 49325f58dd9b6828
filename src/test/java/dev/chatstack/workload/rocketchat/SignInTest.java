package dev.chatstack.workload.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.testing.EnvironmentFile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sign-in")
class SignInTest {
    private static final String LDAP = "ldap: {host: 10.0.0.5, baseDn: 'dc=example,dc=org', secret: directory%s}";
    private static final String SAML = "saml: {entryPoint: 'https://id.example.org/saml', issuer: chat, secret: saml}";
    private static final String KEYCLOAK = """
            oidc:
              name: keycloak
              url: https://id.example.org/realms/staff
              authorizePath: /protocol/openid-connect/auth
              tokenPath: /protocol/openid-connect/token
              userInfoPath: /protocol/openid-connect/userinfo
              secret: keycloak
            """;

    @Test
    void searchesADirectoryOfAnyKindByTheFieldOfTheFile() {
        assertThat(settings(LDAP.formatted("")))
                .containsEntry("OVERWRITE_SETTING_LDAP_Server_Type", "")
                .containsEntry("OVERWRITE_SETTING_LDAP_User_Search_Field", "uid")
                .containsEntry("OVERWRITE_SETTING_LDAP_Host", "10.0.0.5");
    }

    @Test
    void searchesAnActiveDirectoryByTheSettingThatIsReadForIt() {
        assertThat(settings(LDAP.formatted(", serverType: activeDirectory, userField: sAMAccountName")))
                .containsEntry("OVERWRITE_SETTING_LDAP_Server_Type", "ad")
                .containsEntry("OVERWRITE_SETTING_LDAP_AD_User_Search_Field", "sAMAccountName")
                .doesNotContainKey("OVERWRITE_SETTING_LDAP_User_Search_Field");
    }

    /** The first makes the provider, the second wins over what is stored. */
    @Test
    void makesAProviderOfOpenIdConnectAndForcesItsSettings() {
        assertThat(settings(KEYCLOAK))
                .containsEntry("Accounts_OAuth_Custom_Keycloak", "true")
                .containsEntry("Accounts_OAuth_Custom_Keycloak_url", "https://id.example.org/realms/staff")
                .containsEntry("Accounts_OAuth_Custom_Keycloak_identity_path", "/protocol/openid-connect/userinfo")
                .containsEntry("OVERWRITE_SETTING_Accounts_OAuth_Custom-Keycloak", "true")
                .containsEntry(
                        "OVERWRITE_SETTING_Accounts_OAuth_Custom-Keycloak-token_path", "/protocol/openid-connect/token")
                .containsEntry("OVERWRITE_SETTING_Accounts_OAuth_Custom-Keycloak-username_field", "preferred_username");
    }

    @Test
    void readsTheApplicationOfAProviderFromASecret() {
        RocketChatSettings settings = rendered(KEYCLOAK);

        assertThat(settings.secret().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().secret() + "/"
                                        + entry.getValue().key())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Accounts_OAuth_Custom_Keycloak_id", "keycloak/id",
                        "Accounts_OAuth_Custom_Keycloak_secret", "keycloak/secret",
                        "OVERWRITE_SETTING_Accounts_OAuth_Custom-Keycloak-id", "keycloak/id",
                        "OVERWRITE_SETTING_Accounts_OAuth_Custom-Keycloak-secret", "keycloak/secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.0", "10.2.1"})
    void refusesOpenIdConnectWithoutALicenceFromNineOn(String version) {
        assertThatThrownBy(() -> file(KEYCLOAK).replace("8.9.0", version).load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("chat.settings.signIn.oidc: needs a licence from Rocket.Chat 9 on.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.0", "10.2.1"})
    void warnsOfLdapAndSamlWithoutALicenceFromNineOn(String version) {
        EnvironmentFile file = file(LDAP.formatted("") + "\n" + SAML).replace("8.9.0", version);

        assertThat(file.load().warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.contains("chat.settings.signIn.ldap"))
                .anyMatch(warning -> warning.contains("chat.settings.signIn.saml"));
        assertThat(file.chat("licenceSecret: licence").load().warnings())
                .extracting(Object::toString)
                .noneMatch(warning -> warning.contains("signIn"));
    }

    private static Map<String, String> settings(String signIn) {
        Map<String, String> texts = new TreeMap<>();
        rendered(signIn).plain().forEach((name, text) -> texts.put(name, text.unescaped()));
        return texts;
    }

    private static RocketChatSettings rendered(String signIn) {
        RocketChatConfig chat = (RocketChatConfig) file(signIn).load().config().chat();
        return new RocketChatSettings(chat.settings(), Optional.empty());
    }

    private static EnvironmentFile file(String signIn) {
        return EnvironmentFile.AWS.chat("settings:\n  uploads: {store: gridfs}\n  signIn:\n" + signIn.indent(4));
    }
}
