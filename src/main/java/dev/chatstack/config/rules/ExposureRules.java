package dev.chatstack.config.rules;

import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ExposureConfig.IssuerKind;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.aws.AlbRules;
import dev.chatstack.config.cloud.google.GatewayRules;
import java.util.Optional;

/** How people may come in: encrypted, and by a way that the cluster has. */
final class ExposureRules {
    private ExposureRules() {}

    static void check(Blocks blocks, Findings findings) {
        blocks.find(ExposureConfig.class).ifPresent(exposure -> check(exposure, blocks, findings));
        AlbRules.check(blocks, findings);
    }

    private static void check(ExposureConfig exposure, Blocks blocks, Findings findings) {
        gatewayAndMeshGoTogether(exposure, blocks.has(MeshConfig.class), findings);
        somebodyKnowsHowToBeInternal(exposure, blocks, findings);
        switch (exposure) {
            case ExposureConfig.IstioGateway gateway -> {
                gatewayIsEncryptedOrSaysSo(gateway, blocks.production(), findings);
                gatewayHasThePort(gateway.port(), findings);
            }
            case ExposureConfig.Ingress ingress -> {
                encryptedInProduction(ingress.plainHttp(), blocks.production(), findings);
                controllerIsMaintained(ingress, findings);
                issuerIsNamed(ingress.issuer(), ingress.issuerKind(), findings);
            }
            case ExposureConfig.LoadBalancer balancer ->
                loadBalancerSaysThatItIsPlain(balancer, blocks.production(), findings);
            case ExposureConfig.Route route -> routeHasItsRouter(blocks, findings);
            case ExposureConfig.Gateway gateway -> {
                GatewayRules.check(gateway, blocks, findings);
                encryptedInProduction(gateway.plainHttp(), blocks.production(), findings);
                issuerIsNamed(gateway.issuer(), gateway.issuerKind(), findings);
            }
            case ExposureConfig.Alb alb -> {}
            case ExposureConfig.ApplicationGateway gateway -> {}
            case ExposureConfig.HaProxy proxy -> {}
        }
    }

    private static void issuerIsNamed(Optional<String> issuer, IssuerKind kind, Findings findings) {
        if (issuer.isEmpty() && kind != IssuerKind.ClusterIssuer) {
            findings.refuse("chat.exposure.issuerKind", "must be left out without chat.exposure.issuer", kind);
        }
    }

    private static void controllerIsMaintained(ExposureConfig.Ingress ingress, Findings findings) {
        if (ingress.controllerNamespace().equals("ingress-nginx")) {
            findings.warn(
                    "chat.exposure.by",
                    "is ingress with ingress-nginx, which gets no security fixes since March 2026; take gateway (docs/exposure.md)");
        }
    }

    private static void somebodyKnowsHowToBeInternal(ExposureConfig exposure, Blocks blocks, Findings findings) {
        if (exposure.internal() && blocks.has(ExistingClusterConfig.class)) {
            findings.refuse(
                    "chat.exposure.internal",
                    "must be left out on a cluster that exists, whose cloud chatstack does not know; take gateway with annotations, or ingress with an internal controller",
                    true);
        }
    }

    /** Nobody's password travels in the clear where people work. */
    static void encryptedInProduction(boolean plainHttp, boolean production, Findings findings) {
        if (plainHttp && production) {
            findings.refuse(
                    "chat.exposure.plainHttp",
                    "must be false in production: passwords would travel in the clear",
                    true);
        }
    }

    /** With STRICT mutual TLS the sidecars refuse anyone who comes from outside the mesh. */
    private static void gatewayAndMeshGoTogether(ExposureConfig exposure, boolean hasMesh, Findings findings) {
        boolean gateway = exposure instanceof ExposureConfig.IstioGateway;
        if (gateway && !hasMesh) {
            findings.refuse("chat.exposure.by", "needs a mesh: add `mesh: {}` to the file", "istioGateway");
        } else if (!gateway && hasMesh) {
            findings.refuse(
                    "mesh",
                    "must be left out unless chat.exposure.by is istioGateway: the pods of a mesh refuse connections from outside the mesh",
                    "a block");
        }
    }

    /** The gateway answers for its own health there. */
    private static void gatewayHasThePort(int port, Findings findings) {
        if (port >= 15000 && port < 15100) {
            findings.refuse(
                    "chat.exposure.port",
                    "must be none of the ports of the mesh itself, 15000 to 15099; take 443",
                    port);
        }
    }

    private static void gatewayIsEncryptedOrSaysSo(
            ExposureConfig.IstioGateway gateway, boolean production, Findings findings) {
        if (gateway.plainHttp()) {
            gateway.tlsSecret()
                    .ifPresent(secret -> findings.refuse(
                            "chat.exposure.tlsSecret",
                            "must be left out when chat.exposure.plainHttp is true",
                            secret));
        } else if (gateway.tlsSecret().isEmpty()) {
            findings.refuse(
                    "chat.exposure.tlsSecret",
                    "is required: the name of the Secret with the certificate; or choose plainHttp: true, which anyone on the way can read",
                    "nothing");
        }
        encryptedInProduction(gateway.plainHttp(), production, findings);
    }

    private static void loadBalancerSaysThatItIsPlain(
            ExposureConfig.LoadBalancer balancer, boolean production, Findings findings) {
        if (!balancer.plainHttp()) {
            findings.refuse("chat.exposure.plainHttp", "must be true: its pods speak nothing else", false);
        } else if (production) {
            findings.refuse(
                    "chat.exposure.by",
                    "must not be loadBalancer in production: passwords would travel in the clear",
                    "loadBalancer");
        }
    }

    private static void routeHasItsRouter(Blocks blocks, Findings findings) {
        boolean onCloud = blocks.has(CloudConfig.class) && !blocks.has(ExistingClusterConfig.class);
        boolean onOther = blocks.find(ExistingClusterConfig.class)
                .filter(existing -> existing.platform() != ExistingClusterConfig.Platform.OPENSHIFT)
                .isPresent();
        if (onCloud || onOther) {
            findings.refuse("chat.exposure.by", "needs OpenShift: cloud.platform must be openshift", "route");
        }
    }
}
