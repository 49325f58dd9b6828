package dev.chatstack.config.rules;

import dev.chatstack.config.AzureConfig;
import dev.chatstack.config.ChatConfig;
import dev.chatstack.config.DockerConfig;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExistingClusterConfig;
import dev.chatstack.config.ExposureConfig;
import dev.chatstack.config.GoogleConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.config.UploadsConfig;

/** What the licence allows, and how people may come in. */
final class ChatRules {
    private ChatRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        replicasHaveALicence(config, findings);
        customOAuthHasALicence(config, findings);
        autoscalingGoesUp(config, findings);
        exposureIsEncryptedOrSaysSo(config, findings);
        gatewayHasAMesh(config, findings);
        meshHasAGateway(config, findings);
        ingressIsEncryptedInProduction(config, findings);
        loadBalancerSaysThatItIsPlain(config, findings);
        routeNeedsOpenShift(config, findings);
        uploadsHaveABucket(config, findings);
        AlbRules.check(config, findings);
        MicroservicesRules.check(config, findings);
        SizingRules.check(config, findings);
    }

    private static void replicasHaveALicence(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat) || chat.licenceSecret() != null) {
            return;
        }
        String reason =
                "replicas without the scalability licence do not see each other's messages; name the Secret that holds the licence in chat.licenceSecret";
        if (chat.replicas() != null && chat.replicas() > 1) {
            findings.refuse("chat.replicas", "must be 1 without a licence: " + reason, chat.replicas());
        }
        if (chat.autoscaling() != null) {
            findings.refuse("chat.autoscaling", "must be left out without a licence: " + reason, "a block");
        }
    }

    private static void customOAuthHasALicence(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat)
                || chat.licenceSecret() != null
                || chat.version() == null
                || !chat.version().matches("(9|\\d\\d)\\..*")
                || chat.settings() == null
                || chat.settings().overwrite() == null) {
            return;
        }
        for (String setting : chat.settings().overwrite().keySet()) {
            if (setting.startsWith("Accounts_OAuth_Custom")) {
                findings.refuse(
                        "chat.settings.overwrite." + setting,
                        "needs a licence from Rocket.Chat 9 on: name the Secret that holds it in chat.licenceSecret, or sign people in with github, gitlab, google, ldap or saml",
                        "a setting");
            }
        }
    }

    private static void autoscalingGoesUp(EnvironmentConfig config, Findings findings) {
        ChatConfig chat = config.chat();
        if (chat != null
                && chat.replicas() != null
                && chat.autoscaling() != null
                && chat.autoscaling().maxReplicas() != null
                && chat.autoscaling().maxReplicas() <= chat.replicas()) {
            findings.refuse(
                    "chat.autoscaling.maxReplicas",
                    "must be more than chat.replicas (" + chat.replicas() + ")",
                    chat.autoscaling().maxReplicas());
        }
    }

    private static void exposureIsEncryptedOrSaysSo(EnvironmentConfig config, Findings findings) {
        if (config.chat() == null
                || !(config.chat().exposure() instanceof ExposureConfig.IstioGateway gateway)
                || gateway.plainHttp() == null) {
            return;
        }
        if (gateway.plainHttp() && gateway.tlsSecret() != null) {
            findings.refuse(
                    "chat.exposure.tlsSecret",
                    "must be left out when chat.exposure.plainHttp is true",
                    gateway.tlsSecret());
        } else if (!gateway.plainHttp() && gateway.tlsSecret() == null) {
            findings.refuse(
                    "chat.exposure.tlsSecret",
                    "is required: the name of the Secret with the certificate; or choose plainHttp: true, which anyone on the way can read",
                    "nothing");
        } else if (gateway.plainHttp() && config.isProduction()) {
            findings.refuse(
                    "chat.exposure.plainHttp",
                    "must be false in production: passwords would travel in the clear",
                    true);
        }
    }

    private static void gatewayHasAMesh(EnvironmentConfig config, Findings findings) {
        if (config.chat() != null
                && config.chat().exposure() instanceof ExposureConfig.IstioGateway
                && config.mesh() == null) {
            findings.refuse("chat.exposure.by", "needs a mesh: add `mesh: {}` to the file", "istioGateway");
        }
    }

    /** With STRICT mutual TLS the sidecars refuse whoever comes from outside the mesh. */
    private static void meshHasAGateway(EnvironmentConfig config, Findings findings) {
        if (config.chat() != null
                && config.chat().exposure() != null
                && !(config.chat().exposure() instanceof ExposureConfig.IstioGateway)
                && config.mesh() != null) {
            findings.refuse(
                    "mesh",
                    "must be left out unless chat.exposure.by is istioGateway: the pods of a mesh refuse whoever comes from outside it",
                    "a block");
        }
    }

    private static void ingressIsEncryptedInProduction(EnvironmentConfig config, Findings findings) {
        if (config.chat() != null
                && config.chat().exposure() instanceof ExposureConfig.Ingress ingress
                && Boolean.TRUE.equals(ingress.plainHttp())
                && config.isProduction()) {
            findings.refuse(
                    "chat.exposure.plainHttp",
                    "must be false in production: passwords would travel in the clear",
                    true);
        }
    }

    private static void loadBalancerSaysThatItIsPlain(EnvironmentConfig config, Findings findings) {
        if (config.chat() != null
                && config.chat().exposure() instanceof ExposureConfig.LoadBalancer loadBalancer
                && loadBalancer.plainHttp() != null) {
            if (!loadBalancer.plainHttp()) {
                findings.refuse("chat.exposure.plainHttp", "must be true: its pods speak nothing else", false);
            } else if (config.isProduction()) {
                findings.refuse(
                        "chat.exposure.by",
                        "must not be loadBalancer in production: passwords would travel in the clear",
                        "loadBalancer");
            }
        }
    }

    private static void routeNeedsOpenShift(EnvironmentConfig config, Findings findings) {
        boolean openShift = config.cloud() instanceof ExistingClusterConfig existing
                && existing.platform() == ExistingClusterConfig.Platform.OPENSHIFT;
        if (config.chat() != null
                && config.chat().exposure() instanceof ExposureConfig.Route
                && config.cloud() != null
                && !openShift) {
            findings.refuse("chat.exposure.by", "needs OpenShift: cloud.platform must be openshift", "route");
        }
    }

    /** A bucket that the file does not name is the one that the cluster's stack makes, on that cloud. */
    private static void uploadsHaveABucket(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat) || chat.settings() == null || config.cloud() == null) {
            return;
        }
        boolean google = config.cloud() instanceof GoogleConfig;
        boolean existing = config.cloud() instanceof ExistingClusterConfig
                || config.cloud() instanceof DockerConfig
                || config.cloud() instanceof AzureConfig;
        if (chat.settings().uploads() instanceof UploadsConfig.S3 s3 && (google || existing)) {
            require("chat.settings.uploads.bucket", s3.bucket(), findings);
            require("chat.settings.uploads.region", s3.region(), findings);
        }
        if (chat.settings().uploads() instanceof UploadsConfig.Gcs gcs && !google) {
            require("chat.settings.uploads.bucket", gcs.bucket(), findings);
        }
    }

    private static void require(String path, String value, Findings findings) {
        if (value == null) {
            findings.refuse(path, "is required here, for the cluster's stack makes no such bucket", "nothing");
        }
    }
}
