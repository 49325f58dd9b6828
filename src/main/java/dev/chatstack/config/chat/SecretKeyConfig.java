package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.values.SecretName;
import jakarta.validation.constraints.Pattern;

/** One key of a Secret that a person makes. */
public record SecretKeyConfig(
        @About("name of a Secret in the namespace of the chat") @SecretName
        String secret,

        @About("key of the Secret that holds the value")
        @Pattern(regexp = "[-._a-zA-Z0-9]{1,253}", message = "must be the key of a Secret: letters, digits, -, _ and .")
        String key) {}
