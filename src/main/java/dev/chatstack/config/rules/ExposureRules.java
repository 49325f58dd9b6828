package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.aws.AlbRules;

/** How people may come in: encrypted, and by a way that the cluster has. */
final class ExposureRules {
    private ExposureRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        if (config.chat() == null || config.chat().exposure() == null) {
            return;
        }
        ExposureConfig exposure = config.chat().exposure();
        gatewayAndMeshGoTogether(exposure, config, findings);
        if (exposure instanceof ExposureConfig.IstioGateway gateway && gateway.plainHttp() != null) {
            gatewayIsEncryptedOrSaysSo(gateway, config, findings);
        }
        if (exposure instanceof ExposureConfig.Ingress ingress) {
            encryptedInProduction(ingress.plainHttp(), config, findings);
        }
        if (exposure instanceof ExposureConfig.LoadBalancer balancer && balancer.plainHttp() != null) {
            loadBalancerSaysThatItIsPlain(balancer, config, findings);
        }
        if (exposure instanceof ExposureConfig.Route && config.cloud() != null && !isOpenShift(config)) {
            findings.refuse("chat.exposure.by", "needs OpenShift: cloud.platform must be openshift", "route");
        }
        AlbRules.check(config, findings);
    }

    /** Nobody's password travels in the clear where people work. */
    static void encryptedInProduction(Boolean plainHttp, EnvironmentConfig config, Findings findings) {
        if (Boolean.TRUE.equals(plainHttp) && config.isProduction()) {
            findings.refuse(
                    "chat.exposure.plainHttp",
                    "must be false in production: passwords would travel in the clear",
                    true);
        }
    }

    /** With STRICT mutual TLS the sidecars refuse whoever comes from outside the mesh. */
    private static void gatewayAndMeshGoTogether(ExposureConfig exposure, EnvironmentConfig config, Findings findings) {
        boolean gateway = exposure instanceof ExposureConfig.IstioGateway;
        if (gateway && config.mesh() == null) {
            findings.refuse("chat.exposure.by", "needs a mesh: add `mesh: {}` to the file", "istioGateway");
        } else if (!gateway && config.mesh() != null) {
            findings.refuse(
                    "mesh",
                    "must be left out unless chat.exposure.by is istioGateway: the pods of a mesh refuse whoever comes from outside it",
                    "a block");
        }
    }

    private static void gatewayIsEncryptedOrSaysSo(
            ExposureConfig.IstioGateway gateway, EnvironmentConfig config, Findings findings) {
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
        }
        encryptedInProduction(gateway.plainHttp(), config, findings);
    }

    private static void loadBalancerSaysThatItIsPlain(
            ExposureConfig.LoadBalancer balancer, EnvironmentConfig config, Findings findings) {
        if (!balancer.plainHttp()) {
            findings.refuse("chat.exposure.plainHttp", "must be true: its pods speak nothing else", false);
        } else if (config.isProduction()) {
            findings.refuse(
                    "chat.exposure.by",
                    "must not be loadBalancer in production: passwords would travel in the clear",
                    "loadBalancer");
        }
    }

    private static boolean isOpenShift(EnvironmentConfig config) {
        return config.cloud() instanceof ExistingClusterConfig existing
                && existing.platform() == ExistingClusterConfig.Platform.OPENSHIFT;
    }
}
