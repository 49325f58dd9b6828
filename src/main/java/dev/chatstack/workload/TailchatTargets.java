package dev.chatstack.workload;

import dev.chatstack.config.ObjectsConfig;
import dev.chatstack.config.TailchatConfig;
import dev.chatstack.kubernetes.CustomResources;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.platform.PodMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * What Prometheus asks of a Tailchat: its programs, Valkey and who leads there, the database, where files are kept, and the
 * public address.
 */
public final class TailchatTargets extends Construct {
    /** Defines them; the prober runs in {@code monitoring}. */
    public TailchatTargets(
            Construct scope, Namespace namespace, TailchatConfig chat, Database database, String monitoring) {
        super(scope, "targets");
        List<Map<String, ?>> targets = new ArrayList<>();
        for (String program : List.of(Tailchat.NAME, Tailchat.PLUGINS, Tailchat.OPENAPI)) {
            targets.add(ChatTargets.pods(program, TailchatPods.METRICS, "tailchat"));
        }
        targets.add(ChatTargets.pods(Valkey.NAME, ValkeyPods.METRICS, "valkey"));
        targets.add(ChatTargets.pods(Valkey.PROXY, ValkeyPods.METRICS, "valkey-proxy"));
        if (database instanceof MongoDb ours) {
            targets.add(ChatTargets.pods(ours.name(), MongoMember.METRICS, "mongodb"));
        }
        targets.addAll(objects(chat.objects()));
        targets.add(ChatTargets.probe(chat, Tailchat.HEALTH, monitoring));
        new CustomResources(this, namespace, "monitoring-targets", targets);
    }

    private static List<Map<String, ?>> objects(ObjectsConfig objects) {
        if (objects instanceof ObjectsConfig.SeaweedFs) {
            return List.of(
                    ChatTargets.pods(SeaweedFs.NAME, SeaweedFsPods.METRICS, "seaweedfs"),
                    ChatTargets.pods(SeaweedFs.GATEWAY, SeaweedFsPods.METRICS, "seaweedfs-s3"));
        }
        if (objects instanceof ObjectsConfig.Minio) {
            return List.of(PodMonitor.of(Minio.NAME, Minio.PORT_NAME)
                    .job("minio")
                    .path(Minio.METRICS_PATH)
                    .manifest());
        }
        return List.of();
    }
}
