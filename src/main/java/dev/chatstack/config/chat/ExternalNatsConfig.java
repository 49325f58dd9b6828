package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.Cidr;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** A NATS that another team runs. */
public record ExternalNatsConfig(
        @SecretKeys("uri")
        @About(
                "name of a Secret in the namespace of the chat whose key `uri` is the address, such as nats://user:password@nats.example.org:4222")
        @SecretName
        String secret,

        @About("networks of its servers; not needed for one in this cluster") @Default("[]")
        List<@Cidr String> networks,

        @Existing(Existing.Kind.NAMESPACE) @About("namespace of its pods, for one in this cluster; instead of networks")
        Optional<@ResourceName String> namespace,

        @About("port of its servers") @Default("4222") @Min(1) @Max(65535)
        int port) {}
