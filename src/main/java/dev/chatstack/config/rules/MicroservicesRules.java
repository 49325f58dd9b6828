package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.Architecture;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What microservices need, and what of them cannot be several. */
final class MicroservicesRules {
    private static final String WHERE = "chat.microservices.";

    /** Rocket.Chat 7 was the last with a stream-hub; up to 7.7 the makers' chart refuses to do without. */
    private static final int LAST_WITH = 7;

    private static final int LAST_MINOR_THAT_NEEDS = 7;

    private static final int NATS_IN_PRODUCTION = 3;

    private MicroservicesRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat) || chat.microservices() == null) {
            return;
        }
        MicroservicesConfig services = chat.microservices();
        if (chat.architecture() != Architecture.MICROSERVICES) {
            Map<String, Object> given = new LinkedHashMap<>(given(services));
            if (Boolean.TRUE.equals(services.withoutLicence())) {
                given.put("withoutLicence", true);
            }
            given.forEach((name, value) -> findings.refuse(
                    WHERE + name, "must be left out, or choose chat.architecture: microservices", value));
            return;
        }
        streamHub(chat, findings);
        licence(chat, findings);
        nats(config, services, findings);
        autoscaling(chat, findings);
        if (chat.exposure() instanceof ExposureConfig.LoadBalancer) {
            findings.refuse(
                    "chat.exposure.by",
                    "must be something that tells paths apart, for connections go to another program than the rest: ingress, alb, applicationGateway, istioGateway or route",
                    "loadBalancer");
        }
    }

    private static void streamHub(RocketChatConfig chat, Findings findings) {
        Integer streamHub = chat.microservices().streamHub();
        if (chat.version() == null || !chat.version().matches("\\d{1,4}\\.\\d{1,4}\\..*")) {
            return;
        }
        String[] numbers = chat.version().split("\\.");
        int major = Integer.parseInt(numbers[0]);
        if (streamHub == null) {
            if (major < LAST_WITH || (major == LAST_WITH && Integer.parseInt(numbers[1]) <= LAST_MINOR_THAT_NEEDS)) {
                findings.refuse(
                        WHERE + "streamHub",
                        "must be 1: before Rocket.Chat 7.8 nobody else tells the programs what changed in the database",
                        "nothing");
            }
        } else if (major > LAST_WITH) {
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

    private static void nats(EnvironmentConfig config, MicroservicesConfig services, Findings findings) {
        if (config.isProduction() && services.nats() != null && services.nats() < NATS_IN_PRODUCTION) {
            findings.refuse(
                    WHERE + "nats",
                    "must be at least 3 in production: while NATS is away no program hears another",
                    services.nats());
        }
    }

    private static void autoscaling(RocketChatConfig chat, Findings findings) {
        MicroservicesConfig services = chat.microservices();
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("maxDdpStreamer", services.maxDdpStreamer());
        given.put("connectionsMetric", services.connectionsMetric());
        given.values().removeIf(Objects::isNull);
        if (chat.autoscaling() == null) {
            given.forEach((name, value) -> findings.refuse(
                    WHERE + name, "must be left out, or say how busy pods may be in chat.autoscaling", value));
        } else if (services.maxDdpStreamer() != null && services.withoutLicence() != null) {
            int always = services.ddpStreamers(chat.concurrentUsers());
            if (services.maxDdpStreamer() <= always) {
                findings.refuse(
                        WHERE + "maxDdpStreamer",
                        "must be more than the " + always + " that always run",
                        services.maxDdpStreamer());
            }
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
        all.values().removeIf(Objects::isNull);
        return all;
    }
}
