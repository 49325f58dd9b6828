package dev.chatstack.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** A Rocket.Chat server. */
@About("Rocket.Chat")
public record RocketChatConfig(
        @About("public host name; people open https://<host>") @NotNull @DnsName
        String host,

        @About("release to run; 8.6 and later need MongoDB 8.0") @NotNull @Release
        String version,

        @About("pods; two or more survive the loss of a node and need a licence")
        @Default("1")
        @NotNull
        @Min(1)
        @Max(20)
        Integer replicas,

        @About("name of a Secret whose key `licence` holds the licence; needed for more than one replica") @ResourceName
        String licenceSecret,

        @About("e-mail address of the first administrator") @NotNull @Email(message = "must be an e-mail address")
        String adminEmail,

        @About("namespace of the chat and its database") @Default("application") @NotNull @ResourceName
        String namespace,

        @About("the way in from outside") @NotNull @Valid ExposureConfig exposure,

        @About("more pods when those that run are busy; left out, always as many as the replicas") @Valid
        AutoscalingConfig autoscaling,

        @About("what one pod reserves and may use") @Default("{}") @NotNull @Valid
        ResourcesConfig resources,

        @About("what an administrator would otherwise click together")
        @Default("{uploads: {store: gridfs}}")
        @NotNull
        @Valid
        ChatSettingsConfig settings)
        implements ChatConfig {}
