package dev.chatstack.workload;

import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.platform.monitoring.PodMonitor;
import dev.chatstack.platform.monitoring.Prober;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.mongodb.ExternalMongoDb;
import dev.chatstack.workload.mongodb.MongoDb;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** Collects what Prometheus asks of a chat, whatever its product. */
public final class MonitoringTargets {
    /** Four times a minute, for an outage of a minute to show. */
    private static final String PROBE_INTERVAL = "15s";

    private final List<Values> objects = new ArrayList<>();

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
        return switch (database) {
            case MongoDb ours -> pods(ours.name(), MongoMember.METRICS, "mongodb");
            case ExternalMongoDb others -> this;
        };
    }

    /** The public address as people reach it, at {@code path}, which answers 200 as long as {@code chat} does. */
    public MonitoringTargets address(ChatConfig chat, String path, String monitoring) {
        objects.add(Values.object("monitoring.coreos.com/v1", "Probe", "chat")
                .set("spec.jobName", "chat")
                .set("spec.interval", PROBE_INTERVAL)
                .set("spec.module", chat.exposure().plainHttp() ? "chat-local" : "chat")
                .set("spec.prober.url", Prober.NAME + "." + monitoring + ":" + Prober.PORT)
                .set("spec.targets.staticConfig.static", List.of(chat.exposure().url(chat.host()) + path)));
        return this;
    }

    /** Defines the monitors in {@code namespace}, for {@code by} to select them. */
    public void define(Construct scope, Namespace namespace, Watched by) {
        if (!by.labels().isEmpty()) {
            objects.forEach(object -> object.set("metadata.labels", by.labels()));
        }
        new CustomResources(scope, namespace, "monitoring-targets", objects);
    }
}
