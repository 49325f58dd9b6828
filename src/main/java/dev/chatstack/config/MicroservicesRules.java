package dev.chatstack.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What microservices need, and what of them cannot be several. */
final class MicroservicesRules {
    private static final String WHERE = "chat.microservices.";

    private MicroservicesRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat) || chat.microservices() == null) {
            return;
        }
        MicroservicesConfig services = chat.microservices();
        if (chat.architecture() != Architecture.MICROSERVICES) {
            Map<String, Integer> given = given(services);
            given.forEach((name, count) -> findings.refuse(
                    WHERE + name, "must be left out, or choose chat.architecture: microservices", count));
            return;
        }
        streamHub(chat, findings);
        licence(chat, findings);
        if (chat.exposure() instanceof ExposureConfig.LoadBalancer) {
            findings.refuse(
                    "chat.exposure.by",
                    "must be something that tells paths apart, for connections go to another program than the rest: ingress, alb, applicationGateway, istioGateway or route",
                    "loadBalancer");
        }
    }

    private static void streamHub(RocketChatConfig chat, Findings findings) {
        Integer streamHub = chat.microservices().streamHub();
        if (streamHub == null || chat.version() == null) {
            return;
        }
        int major = Integer.parseInt(chat.version().replaceFirst("\\..*", ""));
        if (major >= 8) {
            findings.refuse(
                    WHERE + "streamHub",
                    "must be left out: Rocket.Chat " + chat.version() + " has no stream-hub any more",
                    streamHub);
        } else if (streamHub != 1) {
            findings.refuse(
                    WHERE + "streamHub",
                    "must be 1: with two of them everybody would see each message twice",
                    streamHub);
        }
    }

    private static void licence(RocketChatConfig chat, Findings findings) {
        MicroservicesConfig services = chat.microservices();
        if (services.withoutLicence() == null) {
            return;
        }
        if (chat.licenceSecret() != null && services.withoutLicence()) {
            findings.refuse(WHERE + "withoutLicence", "must be left out beside chat.licenceSecret", true);
        }
        if (chat.licenceSecret() == null && !services.withoutLicence()) {
            findings.refuse(
                    "chat.licenceSecret",
                    "is required: microservices that have a twin and no licence stop themselves after a minute; name the Secret that holds the licence, or say chat.microservices.withoutLicence: true to run one of each",
                    "nothing");
        }
        if (services.withoutLicence()) {
            given(services).forEach((name, count) -> {
                if (!name.equals("nats") && !name.equals("streamHub") && count != 1) {
                    findings.refuse(WHERE + name, "must be 1 without a licence", count);
                }
            });
        }
    }

    private static Map<String, Integer> given(MicroservicesConfig services) {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("ddpStreamer", services.ddpStreamer());
        all.put("account", services.account());
        all.put("authorization", services.authorization());
        all.put("presence", services.presence());
        all.put("nats", services.nats());
        all.put("streamHub", services.streamHub());
        all.values().removeIf(java.util.Objects::isNull);
        return all;
    }
}
