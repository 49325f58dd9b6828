package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.FreeText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/** What an administrator would otherwise click together; changed here, it is set again at every start. */
public record ChatSettingsConfig(
        @About("where to keep files that people send") UploadsConfig uploads,

        @About("largest file, in MiB") @Default("100") @Min(1) @Max(4096)
        int maxFileMegabytes,

        @About("media types that may be sent, separated by commas; empty for all") @Default("\"\"")
        FreeText mediaTypes,

        @About("who can create an account") @Default("disabled")
        Registration registration,

        @About("how long to keep messages and files; optional, by default forever")
        Optional<RetentionConfig> retention,

        @About("mail server; optional, without this block the chat sends no mail")
        Optional<MailConfig> mail,

        @About("sign-in with existing accounts") Optional<SignInConfig> signIn,

        @About("any other setting of Rocket.Chat by its id; set again at every start")
        Map<@Pattern(regexp = SETTING_ID, message = MUST_BE_ID) String, FreeText> overwrite,

        @About("any other setting of Rocket.Chat that is secret, by its id: `{secret: NAME, key: KEY}`, the "
                + "Secret that you make and its key")
        Map<@Pattern(regexp = SETTING_ID, message = MUST_BE_ID) String, SecretKeyConfig> overwriteSecrets) {
    static final String SETTING_ID = "[A-Z][A-Za-z0-9]*([-_][A-Za-z0-9]+)+";
    static final String MUST_BE_ID =
            "must be the id of a setting, such as Layout_Login_Terms, without OVERWRITE_SETTING_";

    /** Who may make an account. */
    public enum Registration {
        /** Nobody; administrators invite. */
        DISABLED("disabled", "Disabled"),
        /** Everybody. */
        PUBLIC("public", "Public"),
        /** Who knows the address. */
        SECRET_URL("secretUrl", "Secret URL");

        private final String word;
        private final String setting;

        Registration(String word, String setting) {
            this.word = word;
            this.setting = setting;
        }

        /** Rocket.Chat's own word for it. */
        public String setting() {
            return setting;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** How long messages and files are kept. */
    public record RetentionConfig(
            @About("days to keep messages") @Min(1) @Max(36500)
            int days,

            @About("delete files only and keep the messages") @Default("false")
            boolean filesOnly) {}
}
