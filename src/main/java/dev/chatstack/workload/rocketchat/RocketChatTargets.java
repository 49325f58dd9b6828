package dev.chatstack.workload.rocketchat;

import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.platform.monitoring.PodMonitor;
import dev.chatstack.workload.MonitoringTargets;
import dev.chatstack.workload.Watched;
import dev.chatstack.workload.mongodb.Database;
import software.constructs.Construct;

/** What Prometheus asks of a Rocket.Chat: each server, each member of its database, and its public address as people reach it. */
public final class RocketChatTargets extends Construct {
    /** Defines the monitors; {@code by} asks them. */
    public RocketChatTargets(
            Construct scope, Namespace namespace, RocketChatConfig chat, Database database, Watched by) {
        super(scope, "targets");
        MonitoringTargets targets = new MonitoringTargets().pods(RocketChat.NAME, "metrics", "rocketchat");
        if (chat.isMicroservices()) {
            RocketChatMicroservices.clients(chat).forEach(program -> targets.pods(program(program.pods())));
            if (chat.microservices().externalNats().isEmpty()) {
                targets.pods(RocketChatMicroservices.NATS, "metrics", "nats");
            }
        }
        targets.members(database).address(chat, "/api/info", by.namespace()).define(this, namespace, by);
    }

    /** A program of Rocket.Chat that counts for itself; one of them is the server, which has its own object already. */
    private static PodMonitor program(String workload) {
        return PodMonitor.of(workload, "ms-metrics")
                .named(workload + "-services")
                .job("rocketchat-microservices");
    }
}
