package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.DnsName;
import dev.chatstack.config.values.ExactRelease;
import dev.chatstack.config.values.ResourceName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Tailchat with everything that it needs beside its database. */
@About("Tailchat")
public record TailchatConfig(
        @About("public host name; people open https://<host>") @NotNull @DnsName
        String host,

        @About("release to run") @Default("1.11.11") @NotNull @ExactRelease
        String version,

        @About("pods; two or more survive the loss of a node") @Default("3") @NotNull @Min(1) @Max(20)
        Integer replicas,

        @About("namespace of the chat, its database and its website") @Default("application") @NotNull @ResourceName
        String namespace,

        @About("the way in from outside") @NotNull @Valid ExposureConfig exposure,

        @About("more pods when those that run are busy; left out, always as many as the replicas") @Valid
        AutoscalingConfig autoscaling,

        @About("what one pod reserves and may use") @Default("{}") @NotNull @Valid
        ResourcesConfig resources,

        @About("whether everybody may make an account") @Default("true") @NotNull
        Boolean registration,

        @About("where files that people send are kept") @Default("{store: seaweedfs}") @NotNull @Valid
        ObjectsConfig objects,

        @About("the product's own website; left out, there is none") @Valid
        WebsiteConfig website)
        implements ChatConfig {}
