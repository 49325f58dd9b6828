package dev.chatstack.workload.rocketchat;

import dev.chatstack.config.chat.ExternalNatsConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.workload.mongodb.Database;
import java.util.Set;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * The network paths between the programs of {@link RocketChatMicroservices}, NATS, the database and anyone who comes from outside.
 *
 * @param server where the rules of the server stand: as a monolith's they stay when one becomes the other
 * @param others where all other rules stand
 */
record MicroservicesPaths(
        Construct server,
        Construct others,
        Namespace namespace,
        RocketChatConfig config,
        RocketChat.Surroundings surroundings) {
    private static final String NATS = RocketChatMicroservices.NATS;
    private static final int NATS_PORT = 4222;
    private static final int NATS_ROUTES_PORT = 6222;
    private static final int NATS_METRICS_PORT = 7777;

    /** The chart's small programs, and NATS, run as this account. */
    private static final String DEFAULT_ACCOUNT = "default";

    /** Opens those of {@code programs}, the names of their pods. */
    void define(Set<String> programs, Database mongo) {
        programs.forEach(program -> rules(program, mongo));
        if (config.microservices().externalNats().isEmpty()) {
            nats(programs);
        }
    }

    private void rules(String program, Database mongo) {
        boolean isServer = program.equals(RocketChat.NAME);
        Construct place = isServer ? server : new Construct(others, "paths-" + program);
        NetworkRules rules = new NetworkRules(place, program, namespace);
        config.microservices()
                .externalNats()
                .ifPresentOrElse(
                        nats -> rules.allowTo("nats", elsewhere(nats), nats.port()),
                        () -> rules.allowTo("nats", new Peer.Pods(namespace.name(), NATS), NATS_PORT));
        if (isServer || program.equals(RocketChatMicroservices.DDP_STREAMER)) {
            rules.allowFrom("gateway", surroundings.gateway(), RocketChat.HTTP_PORT);
        }
        if (isServer) {
            surroundings.openPaths(rules, config);
        }
        surroundings.watched().ifPresent(by -> {
            Integer[] ports = isServer
                    ? new Integer[] {RocketChatPod.METRICS_PORT, RocketChatChart.METRICS_PORT}
                    : new Integer[] {RocketChatChart.METRICS_PORT};
            rules.allowFrom("prometheus", by.prometheus(), ports);
        });
        mongo.connection().allowFrom(rules);
        mongo.allowFrom(program, account(program));
    }

    private static Peer elsewhere(ExternalNatsConfig nats) {
        return new Peer.AnyOf(Stream.concat(
                        nats.networks().stream().<Peer.Single>map(Peer.Addresses::new),
                        nats.namespace().stream().map(Peer.InNamespace::new))
                .toList());
    }

    private void nats(Set<String> programs) {
        Peer self = new Peer.Pods(namespace.name(), NATS, DEFAULT_ACCOUNT);
        NetworkRules rules = new NetworkRules(new Construct(others, "paths-nats"), NATS, namespace)
                .allowFrom("servers", self, NATS_ROUTES_PORT)
                .allowTo("servers", self, NATS_ROUTES_PORT);
        programs.forEach(program ->
                rules.allowFrom(program, new Peer.Pods(namespace.name(), program, account(program)), NATS_PORT));
        surroundings.watched().ifPresent(by -> rules.allowFrom("prometheus", by.prometheus(), NATS_METRICS_PORT));
    }

    private static String account(String program) {
        return program.equals(RocketChat.NAME) ? RocketChat.NAME : DEFAULT_ACCOUNT;
    }
}
