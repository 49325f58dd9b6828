package dev.chatstack.config.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** The chat that people came for. The {@code product} key chooses which other settings are allowed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "product")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RocketChatConfig.class, name = "rocketchat"),
    @JsonSubTypes.Type(value = TailchatConfig.class, name = "tailchat")
})
public sealed interface ChatConfig permits RocketChatConfig, TailchatConfig {
    /** What its makers call it. */
    String productName();

    /** Public host name. */
    String host();

    /** ExactRelease that runs. */
    String version();

    /** Pods that serve people, at least. */
    int replicas();

    /** Namespace of the chat and its database. */
    String namespace();

    /** How people reach it from outside. */
    ExposureConfig exposure();

    /** Networks and ports that it may connect to besides the internet and the servers that its settings name. */
    List<String> reaches();

    /** More pods when those that run are busy; empty for always as many as the replicas. */
    Optional<AutoscalingConfig> autoscaling();

    /** The website next to it. */
    Optional<WebsiteConfig> website();

    /** Where people's files are kept, when a setting of the product says it; empty for a product that brings a store. */
    Optional<UploadsConfig> uploads();

    /** The most pods that there will be. */
    default int maxReplicas() {
        return autoscaling().map(AutoscalingConfig::maxReplicas).orElse(replicas());
    }
}
