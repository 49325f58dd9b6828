package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.EmailAddress;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.ServerName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The server that sends Tailchat's mail. Its address stands here for the network rules, and in the Secret for Tailchat. */
public record TailchatMailConfig(
        @About("host name or IPv4 address of the mail server") @ServerName
        String host,

        @About("port of the mail server") @Default("587") @Min(1) @Max(65535)
        int port,

        @About("address that the mail comes from") @EmailAddress
        String from,

        @SecretKeys("uri")
        @About("name of a Secret whose key `uri` is `smtp://USER:PASSWORD@HOST:PORT`, or smtps:// for port 465")
        @SecretName
        String secret,

        @About("true if people must prove their address before they can sign in") @Default("false")
        boolean verify) {}
