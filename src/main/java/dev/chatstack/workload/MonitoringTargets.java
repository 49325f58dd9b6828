package dev.chatstack.workload;

import static dev.chatstack.kubernetes.charts.CustomResources.manifest;

import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.platform.monitoring.PodMonitor;
import dev.chatstack.platform.monitoring.Prober;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.mongodb.MongoDb;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Collects what Prometheus asks of a chat, whatever its product. */
public final class MonitoringTargets {
    /** Four times a minute, for an outage of a minute to show. */
    private static final String PROBE_INTERVAL = "15s";

    private final List<Map<String, ?>> objects = new ArrayList<>();

    /** The pods of {@code workload} at the port that they call {@code port}; rules and dashboards know them as {@code job}. */
    public MonitoringTargets pods(String workload, String port, String job) {
        return pods(PodMonitor.of(workload, port).job(job));
    }

    public MonitoringTargets pods(PodMonitor monitor) {
        objects.add(monitor.manifest());
        return this;
    }

    /** Each member of the chat's database, where it is ours. */
    public MonitoringTargets members(Database database) {
        return database instanceof MongoDb ours ? pods(ours.name(), MongoMember.METRICS, "mongodb") : this;
    }

    /** The public address as people reach it, at {@code path}, which answers 200 as long as {@code chat} does. */
    public MonitoringTargets address(ChatConfig chat, String path, String monitoring) {
        String url = chat.exposure().url(chat.host()) + path;
        objects.add(manifest(
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
                                Map.of("staticConfig", Map.of("static", List.of(url)))))));
        return this;
    }

    /** Defines them in {@code namespace}. */
    public void define(Construct scope, Namespace namespace) {
        new CustomResources(scope, namespace, "monitoring-targets", objects);
    }
}
