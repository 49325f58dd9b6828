package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.DnsName;
import jakarta.validation.constraints.Pattern;

/** A website of a few static files, next to the chat and through the same ingress. */
public record WebsiteConfig(
        @About("public host name of the website") @DnsName String host,

        @About(
                "folder with its files, from the folder of this file; all of them together at most 900 KiB, in no folders")
        @Default("../website")
        @Pattern(regexp = "[-./a-zA-Z0-9_]+", message = "must be a path such as ../website")
        String folder,

        @SecretKeys({SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY})
        @About("name of the Secret with the website's certificate (tls.crt, tls.key) in the namespace of the chat")
        @Default("website-tls")
        @SecretName
        String tlsSecret) {}
