package dev.chatstack.config;

/** What the licence allows, and how people may come in. */
final class ChatRules {
    private ChatRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        replicasHaveALicence(config, findings);
        exposureIsEncryptedOrSaysSo(config, findings);
        gatewayHasAMesh(config, findings);
        AlbRules.check(config, findings);
    }

    private static void replicasHaveALicence(EnvironmentConfig config, Findings findings) {
        if (config.chat() instanceof RocketChatConfig chat
                && chat.replicas() != null
                && chat.replicas() > 1
                && chat.licenceSecret() == null) {
            findings.refuse(
                    "chat.replicas",
                    "must be 1 without a licence: replicas without the scalability licence do not see each other's messages; name the Secret that holds the licence in chat.licenceSecret",
                    chat.replicas());
        }
    }

    private static void exposureIsEncryptedOrSaysSo(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat)
                || !(chat.exposure() instanceof ExposureConfig.IstioGateway gateway)
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
        if (config.chat() instanceof RocketChatConfig chat
                && chat.exposure() instanceof ExposureConfig.IstioGateway
                && config.mesh() == null) {
            findings.refuse("chat.exposure.by", "needs a mesh: add `mesh: {}` to the file", "istioGateway");
        }
    }
}
