package dev.chatstack.config.cloud.google;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.util.List;

/** When a Gateway of the Gateway API can serve the chat: a new one or one that exists, and what is said of either. */
public final class GatewayRules {
    private static final String PATH = "chat.exposure.";
    private static final List<String> EVERYBODY = List.of("0.0.0.0/0");

    private GatewayRules() {}

    /** Says what contradicts in {@code gateway}. */
    public static void check(ExposureConfig.Gateway gateway, Blocks blocks, Findings findings) {
        if (gateway.className().isPresent() == gateway.parentRef().isPresent()) {
            findings.refuse(
                    PATH + "className",
                    "must be given, or else parentRef: className makes a Gateway, parentRef names one that exists",
                    gateway.className().isPresent() ? "both" : "neither");
            return;
        }
        if (gateway.parentRef().isPresent()) {
            ownerDecides(gateway, findings);
        } else if (gateway.isGoogles()) {
            googles(gateway, blocks, findings);
        }
        proxiesAreKnown(gateway, findings);
        if (gateway.plainHttp()) {
            gateway.tlsSecret().ifPresent(secret -> refusedWith("tlsSecret", "plainHttp", secret, findings));
            gateway.issuer().ifPresent(issuer -> refusedWith("issuer", "plainHttp", issuer, findings));
        }
    }

    private static void ownerDecides(ExposureConfig.Gateway gateway, Findings findings) {
        gateway.tlsSecret().ifPresent(secret -> refusedWith("tlsSecret", "parentRef", secret, findings));
        gateway.issuer().ifPresent(issuer -> refusedWith("issuer", "parentRef", issuer, findings));
        if (!gateway.annotations().isEmpty()) {
            refusedWith("annotations", "parentRef", "a block", findings);
        }
        if (!gateway.clients().equals(EVERYBODY)) {
            refusedWith("clients", "parentRef", gateway.clients(), findings);
        }
    }

    private static void googles(ExposureConfig.Gateway gateway, Blocks blocks, Findings findings) {
        String className = gateway.className().orElse("");
        boolean elsewhere = blocks.has(CloudConfig.class)
                && !blocks.has(GoogleConfig.class)
                && !blocks.has(ExistingClusterConfig.class);
        if (elsewhere) {
            findings.refuse(PATH + "className", "must be another class: only GKE has this one", className);
        }
        if (!gateway.clients().equals(EVERYBODY)) {
            findings.refuse(
                    PATH + "clients",
                    "must be left out with a class of GKE: its load balancers know clients by a Cloud Armor policy alone",
                    gateway.clients());
        }
        boolean global = className.contains("-global-");
        if (!global && gateway.controllerNetworks().isEmpty()) {
            findings.refuse(
                    PATH + "controllerNetworks",
                    "is required with " + className
                            + ": the proxy-only subnet of the region, from which its proxies reach the pods",
                    gateway.controllerNetworks());
        }
        if (gateway.sessionPersistence()) {
            refusedWith("sessionPersistence", "a class of GKE, which has its own policy for it", true, findings);
        }
    }

    private static void proxiesAreKnown(ExposureConfig.Gateway gateway, Findings findings) {
        if (!gateway.isGoogles()
                && gateway.controllerNamespace().isEmpty()
                && gateway.controllerNetworks().isEmpty()) {
            findings.refuse(
                    PATH + "controllerNamespace",
                    "is required: the namespace in which the proxies run, for the network rules let in nobody else; or controllerNetworks, when they are no pods",
                    "nothing");
        }
    }

    private static void refusedWith(String setting, String beside, Object value, Findings findings) {
        findings.refuse(PATH + setting, "must be left out with " + beside, value);
    }
}
