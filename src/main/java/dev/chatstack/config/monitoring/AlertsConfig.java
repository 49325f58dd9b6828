package dev.chatstack.config.monitoring;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.EmailAddress;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.HttpsUrl;
import dev.chatstack.config.values.network.Port;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where alerts go. What must stay secret is in one Secret, whose keys are named at each way. */
public record AlertsConfig(
        @SecretKeys(
                value = {},
                namespace = SecretKeys.MONITORING)
        @About("name of a Secret in the namespace of the monitoring; Alertmanager waits for it")
        @SecretName
        String secret,

        @About("e-mail; key smtp-password") Optional<EmailConfig> email,

        @About("Slack, Mattermost or a service with the same API; key slack-webhook-url") @Default("false")
        boolean slack,

        @About("another Rocket.Chat, never this one; keys rocketchat-token and rocketchat-user-id of a bot")
        Optional<RocketChatAlertsConfig> rocketChat,

        @About("dead man's switch: an outside service that raises an alarm when Watchdog messages stop; key "
                + "watchdog-url")
        @Default("false")
        boolean watchdog) {
    /** Whether anybody is told. */
    public boolean reachesSomebody() {
        return email.isPresent() || slack || rocketChat.isPresent();
    }

    /** Keys of the Secret, for the ways that are named. */
    public List<String> secretKeys() {
        List<String> keys = new ArrayList<>();
        if (email.isPresent()) {
            keys.add("smtp-password");
        }
        if (slack) {
            keys.add("slack-webhook-url");
        }
        if (rocketChat.isPresent()) {
            keys.addAll(List.of("rocketchat-token", "rocketchat-user-id"));
        }
        if (watchdog) {
            keys.add("watchdog-url");
        }
        return keys;
    }

    /** By e-mail. */
    public record EmailConfig(
            @About("recipients") @EmailAddress String to,

            @About("sender address") @EmailAddress String from,

            @About("mail server as host:port")
            @Pattern(
                    regexp = Port.HOST + ":" + Port.NUMBER,
                    message = "must be host:port, such as mail.example.org:587")
            String smtp,

            @About("user name at the mail server")
            @Pattern(regexp = "[^\"`$\\s]+", message = "must be the name of an account, without spaces and quotes")
            String user) {}

    /** To a channel of a Rocket.Chat. */
    public record RocketChatAlertsConfig(
            @About("URL of the server") @HttpsUrl String url,

            @About("channel, with #")
            @Pattern(regexp = "#[-_.\\p{L}\\p{N}]{1,120}", message = "must be a channel such as #alerts")
            String channel) {}
}
