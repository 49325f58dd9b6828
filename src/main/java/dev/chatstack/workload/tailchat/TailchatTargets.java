package dev.chatstack.workload.tailchat;

import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.platform.monitoring.PodMonitor;
import dev.chatstack.workload.MonitoringTargets;
import dev.chatstack.workload.Watched;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.objects.Minio;
import dev.chatstack.workload.objects.SeaweedFs;
import dev.chatstack.workload.objects.SeaweedFsPods;
import dev.chatstack.workload.valkey.Valkey;
import dev.chatstack.workload.valkey.ValkeyPods;
import java.util.List;
import software.constructs.Construct;

/**
 * What Prometheus asks of a Tailchat: its programs, Valkey and who leads there, the database, where files are kept, and the
 * public address.
 */
public final class TailchatTargets extends Construct {
    /** Defines the monitors; {@code by} asks them. */
    public TailchatTargets(Construct scope, Namespace namespace, TailchatConfig chat, Database database, Watched by) {
        super(scope, "targets");
        MonitoringTargets targets = new MonitoringTargets();
        for (String program : List.of(Tailchat.NAME, Tailchat.PLUGINS, Tailchat.OPENAPI)) {
            targets.pods(program, TailchatPods.METRICS, "tailchat");
        }
        targets.pods(Valkey.NAME, ValkeyPods.METRICS, "valkey")
                .pods(Valkey.PROXY, ValkeyPods.METRICS, "valkey-proxy")
                .members(database);
        objects(chat.objects(), targets);
        targets.address(chat, Tailchat.HEALTH, by.namespace()).define(this, namespace, by);
    }

    private static void objects(ObjectsConfig objects, MonitoringTargets targets) {
        switch (objects) {
            case ObjectsConfig.SeaweedFs servers ->
                targets.pods(SeaweedFs.NAME, SeaweedFsPods.METRICS, "seaweedfs")
                        .pods(SeaweedFs.GATEWAY, SeaweedFsPods.METRICS, "seaweedfs-s3");
            case ObjectsConfig.Minio servers ->
                targets.pods(
                        PodMonitor.of(Minio.NAME, Minio.PORT_NAME).job("minio").path(Minio.METRICS_PATH));
            case ObjectsConfig.External others -> {} // the team that runs them watches them
        }
    }
}
