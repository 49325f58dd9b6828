package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.EmailAddress;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.ServerName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The server that sends the chat's mail. */
public record MailConfig(
        @About("host name or IPv4 address of the mail server") @ServerName
        String host,

        @About("port of the mail server") @Default("587") @Min(1) @Max(65535)
        int port,

        @About("address that the mail comes from") @EmailAddress
        String from,

        @SecretKeys({"username", "password"})
        @About("name of a Secret with `username` and `password`; left out, the server asks for none")
        Optional<@SecretName String> secret) {}
