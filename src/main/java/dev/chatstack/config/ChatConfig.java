package dev.chatstack.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The chat that people came for. The {@code product} key chooses which settings are allowed beside it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "product")
@JsonSubTypes({@JsonSubTypes.Type(value = RocketChatConfig.class, name = "rocketchat")})
public sealed interface ChatConfig permits RocketChatConfig {}
