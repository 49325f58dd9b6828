package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.rules.Findings;
import java.time.Clock;
import java.time.LocalDate;

/** What Azure would refuse, minutes into a deploy, or accept to everyone's later regret. */
public final class AzureRules {
    private AzureRules() {}

    public static void check(EnvironmentConfig config, Clock clock, Findings findings) {
        gatewayIsAzures(config, findings);
        if (config.cloud() instanceof AzureConfig azure) {
            versionIsSupported(azure, LocalDate.now(clock), findings);
            apiServerIsReachable(azure, findings);
            apiServerIsPromised(config, azure, findings);
            AzureNodesRules.check(config, azure, findings);
            AzureNetworkRules.check(azure, findings);
        }
    }

    private static void gatewayIsAzures(EnvironmentConfig config, Findings findings) {
        if (hasGateway(config) && config.cloud() != null && !(config.cloud() instanceof AzureConfig)) {
            findings.refuse("chat.exposure.by", "must be another way in: this one is Azure's", "applicationGateway");
        }
    }

    private static boolean hasGateway(EnvironmentConfig config) {
        return config.chat() != null && config.chat().exposure() instanceof ExposureConfig.ApplicationGateway;
    }

    private static void versionIsSupported(AzureConfig azure, LocalDate today, Findings findings) {
        if (azure.kubernetesVersion() != null && azure.kubernetesVersion().matches("1\\.\\d{2}")) {
            AksVersions.check(azure.kubernetesVersion(), today, findings);
        }
    }

    private static void apiServerIsReachable(AzureConfig azure, Findings findings) {
        boolean isPrivate = Boolean.TRUE.equals(azure.privateApiServer());
        boolean isNamed =
                azure.apiServerAccess() != null && !azure.apiServerAccess().isEmpty();
        if (!isPrivate && !isNamed) {
            findings.refuse(
                    "cloud.apiServerAccess",
                    "is required: the networks of the people and machines that administer the cluster; or choose privateApiServer: true",
                    "nothing");
        } else if (isPrivate && isNamed) {
            findings.refuse(
                    "cloud.apiServerAccess",
                    "must be left out with privateApiServer: true: nobody reaches it from outside",
                    azure.apiServerAccess());
        }
    }

    private static void apiServerIsPromised(EnvironmentConfig config, AzureConfig azure, Findings findings) {
        if (azure.tier() == AzureConfig.Tier.FREE && config.isProduction()) {
            findings.refuse(
                    "cloud.tier",
                    "must be standard in production: the free control plane may stay away for as long as Azure likes, and nothing that fails is replaced meanwhile",
                    "free");
        }
    }
}
