package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.time.Clock;
import java.time.LocalDate;

/** What Azure would refuse, minutes into a deploy, or accept to everyone's later regret. */
public final class AzureRules {
    private AzureRules() {}

    public static void check(Blocks blocks, Clock clock, Findings findings) {
        gatewayIsAzures(blocks, findings);
        blocks.find(AzureConfig.class).ifPresent(azure -> {
            AksVersions.check(azure.kubernetesVersion(), LocalDate.now(clock), findings);
            apiServerIsReachable(azure, findings);
            apiServerIsPromised(azure, blocks.production(), findings);
            AzureNodesRules.check(azure, blocks, findings);
            AzureNetworkRules.check(azure, blocks, findings);
        });
    }

    private static void gatewayIsAzures(Blocks blocks, Findings findings) {
        boolean elsewhere = blocks.has(CloudConfig.class) && !blocks.has(AzureConfig.class);
        if (elsewhere && blocks.has(ExposureConfig.ApplicationGateway.class)) {
            findings.refuse(
                    "chat.exposure.by",
                    "must be istioGateway, gatewayApi or ingress, because `applicationGateway` works on Azure only",
                    "applicationGateway");
        }
    }

    private static void apiServerIsReachable(AzureConfig azure, Findings findings) {
        boolean isPrivate = azure.privateApiServer();
        boolean isNamed = !azure.apiServerAccess().isEmpty();
        if (!isPrivate && !isNamed) {
            findings.refuse(
                    "cloud.apiServerAccess",
                    "is required: the networks of the people and machines that administer the cluster; or choose"
                            + " privateApiServer: true",
                    "nothing");
        } else if (isPrivate && isNamed) {
            findings.refuse(
                    "cloud.apiServerAccess",
                    "must be left out with privateApiServer: true: nobody reaches it from outside",
                    azure.apiServerAccess());
        }
    }

    private static void apiServerIsPromised(AzureConfig azure, boolean production, Findings findings) {
        if (azure.tier() == AzureConfig.Tier.FREE && production) {
            findings.refuse(
                    "cloud.tier",
                    "must be standard in production: the free control plane may stay away for as long as Azure likes,"
                            + " and nothing that fails is replaced meanwhile",
                    "free");
        }
    }
}
