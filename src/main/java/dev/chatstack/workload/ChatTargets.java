package dev.chatstack.workload;

import static dev.chatstack.kubernetes.CustomResources.manifest;

import dev.chatstack.config.ChatConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.CustomResources;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.platform.PodMonitor;
import dev.chatstack.platform.Prober;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** What Prometheus asks of a chat: each server, each member of its database, and its public address as people reach it. */
public final class ChatTargets extends Construct {
    /** Four times a minute, for an outage of a minute to show. */
    private static final String PROBE_INTERVAL = "15s";

    /** Defines them; the prober runs in {@code monitoring}. */
    public ChatTargets(
            Construct scope, Namespace namespace, RocketChatConfig chat, Database database, String monitoring) {
        super(scope, "targets");
        List<Map<String, ?>> targets = new ArrayList<>();
        targets.add(pods(RocketChat.NAME, "metrics", "rocketchat"));
        if (chat.isMicroservices()) {
            RocketChatMicroservices.clients(chat).forEach(program -> targets.add(program(program.pods())));
            targets.add(pods(RocketChatMicroservices.NATS, "metrics", "nats"));
        }
        if (database instanceof MongoDb ours) {
            targets.add(pods(ours.name(), MongoMember.METRICS, "mongodb"));
        }
        targets.add(probe(chat, "/api/info", monitoring));
        new CustomResources(this, namespace, "monitoring-targets", targets);
    }

    /** The pods of {@code workload}, which rules and dashboards know as {@code job}. */
    static Map<String, ?> pods(String workload, String port, String job) {
        return PodMonitor.of(workload, port).job(job).manifest();
    }

    /** A program of Rocket.Chat that counts for itself; one of them is the server, which has an object of its own already. */
    private static Map<String, ?> program(String workload) {
        return PodMonitor.of(workload, "ms-metrics")
                .named(workload + "-services")
                .job("rocketchat-microservices")
                .manifest();
    }

    /** Of {@code path}, which answers 200 as long as {@code chat} does. */
    static Map<String, ?> probe(ChatConfig chat, String path, String monitoring) {
        String url = chat.exposure().url(chat.host()) + path;
        return manifest(
                "monitoring.coreos.com/v1",
                "Probe",
                "chat",
                Map.of(
                        "spec",
                        Map.of(
                                "jobName",
                                "chat",
                                "interval",
                                PROBE_INTERVAL,
                                "module",
                                chat.exposure().plainHttp() ? "chat-local" : "chat",
                                "prober",
                                Map.of("url", Prober.NAME + "." + monitoring + ":" + Prober.PORT),
                                "targets",
                                Map.of("staticConfig", Map.of("static", List.of(url))))));
    }
}
