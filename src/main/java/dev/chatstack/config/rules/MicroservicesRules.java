package dev.chatstack.config.rules;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ExternalNatsConfig;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What microservices need, and what of them cannot be several. */
final class MicroservicesRules {
    private static final String WHERE = "chat.microservices.";

    /** Rocket.Chat 7 was the last with a stream-hub; up to 7.7 the makers' chart refuses to do without. */
    private static final int LAST_WITH = 7;

    private static final int LAST_MINOR_THAT_NEEDS = 7;

    private static final int NATS_IN_PRODUCTION = 3;

    private MicroservicesRules() {}

    static void check(Blocks blocks, Findings findings) {
        blocks.find(RocketChatConfig.class).ifPresent(chat -> {
            if (chat.isMicroservices()) {
                microservices(chat, blocks.production(), findings);
            } else {
                monolith(chat.microservices(), findings);
            }
        });
    }

    private static void monolith(MicroservicesConfig services, Findings findings) {
        Map<String, Object> given = new LinkedHashMap<>(given(services));
        if (services.withoutLicence()) {
            given.put("withoutLicence", true);
        }
        given.forEach((name, value) ->
                findings.refuse(WHERE + name, "must be left out, or choose chat.architecture: microservices", value));
    }

    private static void microservices(RocketChatConfig chat, boolean production, Findings findings) {
        chat.microservices()
                .streamHub()
                .ifPresentOrElse(
                        streamHub -> streamHub(streamHub, chat.version(), findings),
                        () -> noStreamHub(chat.version(), findings));
        licence(chat, findings);
        if (production) {
            nats(chat.microservices(), findings);
        }
        chat.microservices()
                .externalNats()
                .ifPresent(elsewhere -> natsElsewhere(chat.microservices(), elsewhere, findings));
        autoscaling(chat, findings);
        if (chat.exposure() instanceof ExposureConfig.LoadBalancer) {
            findings.refuse(
                    "chat.exposure.by",
                    "must be something that tells paths apart, for connections go to another program than the rest: ingress, gateway, alb, applicationGateway, istioGateway or route",
                    "loadBalancer");
        }
    }

    private static void noStreamHub(String version, Findings findings) {
        int major = number(version, 0);
        if (major < LAST_WITH || (major == LAST_WITH && number(version, 1) <= LAST_MINOR_THAT_NEEDS)) {
            findings.refuse(
                    WHERE + "streamHub",
                    "must be 1: before Rocket.Chat 7.8 nobody else tells the programs what changed in the database",
                    "nothing");
        }
    }

    private static void streamHub(int streamHub, String version, Findings findings) {
        if (number(version, 0) > LAST_WITH) {
            findings.refuse(
                    WHERE + "streamHub",
                    "must be left out: Rocket.Chat " + version + " has no stream-hub any more",
                    streamHub);
        } else if (streamHub != 1) {
            findings.refuse(
                    WHERE + "streamHub",
                    "must be 1: with two of them everybody would see each message twice",
                    streamHub);
        }
    }

    /** The number at {@code index} of a release; one of more digits than a number has is newer than any. */
    private static int number(String version, int index) {
        String digits = version.split("\\.", -1)[index];
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static void licence(RocketChatConfig chat, Findings findings) {
        boolean licence = chat.licenceSecret().isPresent();
        boolean without = chat.microservices().withoutLicence();
        if (licence && without) {
            findings.refuse(WHERE + "withoutLicence", "must be left out with chat.licenceSecret", true);
        }
        if (!licence && !without) {
            findings.refuse(
                    "chat.licenceSecret",
                    "is required: microservices that have a twin and no licence stop themselves after a minute; name the Secret that holds the licence, or say chat.microservices.withoutLicence: true to run one of each",
                    "nothing");
        }
        if (without) {
            given(chat.microservices()).forEach((name, count) -> {
                if (!name.equals("nats") && !name.equals("streamHub") && count != 1) {
                    findings.refuse(WHERE + name, "must be 1 without a licence", count);
                }
            });
        }
    }

    private static void natsElsewhere(MicroservicesConfig services, ExternalNatsConfig elsewhere, Findings findings) {
        services.nats()
                .ifPresent(servers ->
                        findings.refuse(WHERE + "nats", "must be left out with externalNats, which exists", servers));
        if (elsewhere.networks().isEmpty() == elsewhere.namespace().isEmpty()) {
            findings.refuse(
                    WHERE + "externalNats.networks",
                    "must name the networks of the servers, or set externalNats.namespace for a NATS in this cluster",
                    elsewhere.networks());
        }
    }

    private static void nats(MicroservicesConfig services, Findings findings) {
        services.nats()
                .filter(nats -> nats < NATS_IN_PRODUCTION)
                .ifPresent(nats -> findings.refuse(
                        WHERE + "nats",
                        "must be at least 3 in production: while NATS is away no program hears another",
                        nats));
    }

    private static void autoscaling(RocketChatConfig chat, Findings findings) {
        MicroservicesConfig services = chat.microservices();
        if (chat.autoscaling().isEmpty()) {
            String mustBe = "must be left out, or say how busy pods may be in chat.autoscaling";
            services.maxDdpStreamer().ifPresent(most -> findings.refuse(WHERE + "maxDdpStreamer", mustBe, most));
            services.connectionsMetric()
                    .ifPresent(metric -> findings.refuse(WHERE + "connectionsMetric", mustBe, metric));
            return;
        }
        int always = services.ddpStreamers(chat.concurrentUsers());
        services.maxDdpStreamer()
                .filter(most -> most <= always)
                .ifPresent(most -> findings.refuse(
                        WHERE + "maxDdpStreamer", "must be more than the " + always + " that always run", most));
    }

    private static Map<String, Integer> given(MicroservicesConfig services) {
        Map<String, Optional<Integer>> all = new LinkedHashMap<>();
        all.put("ddpStreamer", services.ddpStreamer());
        all.put("account", services.account());
        all.put("authorization", services.authorization());
        all.put("presence", services.presence());
        all.put("nats", services.nats());
        all.put("streamHub", services.streamHub());
        Map<String, Integer> given = new LinkedHashMap<>();
        all.forEach((name, count) -> count.ifPresent(pods -> given.put(name, pods)));
        return given;
    }
}
