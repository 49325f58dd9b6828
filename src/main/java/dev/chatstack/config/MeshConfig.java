package dev.chatstack.config;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Istio: every connection between pods is encrypted and both ends are known. */
public record MeshConfig(
        @About("pods of istiod") @Default("2") @Min(1) @Max(5)
        int istiodReplicas,

        @About("pods of the ingress gateway") @Default("2") @Min(1) @Max(10)
        int gatewayReplicas) {}
