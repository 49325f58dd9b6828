package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What may stand in chat.settings.overwrite")
class OverwriteRulesTest {
    @Test
    void isNothingThatRocketChatKeepsSecret() throws IOException {
        List<String> secret =
                Files.readAllLines(Path.of("main", "resources", "rocketchat", "secret-settings.txt")).stream()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();

        assertThat(secret).hasSizeGreaterThan(60).doesNotHaveDuplicates().allMatch(OverwriteRules::isSecret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accounts_OAuth_Custom-Keycloak-secret",
                "SAML_Custom_Default_private_key",
                "Enterprise_License",
                "Some_App_api_token",
                "Something_Password"
            })
    void isNothingThatIsCalledLikeASecret(String id) {
        assertThat(OverwriteRules.isSecret(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Layout_Login_Terms",
                "Message_MaxAllowedSize",
                "Accounts_Password_Policy_MinLength",
                "Iframe_Restrict_Access",
                "Allow_Invalid_SelfSigned_Certs",
                "LDAP_CA_Cert",
                "FileUpload_S3_BucketURL",
                "Accounts_OAuth_Gitlab_id"
            })
    void isAnythingElse(String id) {
        assertThat(OverwriteRules.isSecret(id)).isFalse();
    }

    @Test
    void isSaidWithItsPathAndTheRemedyAndWithoutItsValue() {
        EnvironmentFile file =
                EnvironmentFile.AWS.chat("settings: {uploads: {store: gridfs}, overwrite: {WebRTC_Servers: hunter2}}");

        assertThatThrownBy(file::load)
                .hasMessageContaining(
                        "chat.settings.overwrite.WebRTC_Servers: must not stand in the file, for it is secret")
                .hasMessageContaining("name that in chat.settings.overwriteSecrets.WebRTC_Servers")
                .hasMessageNotContaining("hunter2");
    }
}
