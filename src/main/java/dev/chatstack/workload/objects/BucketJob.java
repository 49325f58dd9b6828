package dev.chatstack.workload.objects;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.HardenedJob;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.Map;
import software.constructs.Construct;

/** Makes a bucket where there is none, once, before anybody needs it. */
final class BucketJob extends Construct {
    static final String NAME = "objects-bucket";
    private static final int DEADLINE_SECONDS = 600;

    private final HardenedJob job;

    /** In what {@code connection} reaches, once {@code servers} are there. */
    BucketJob(
            Construct scope, Namespace namespace, ObjectsConnection connection, NetworkRules rules, Construct servers) {
        super(scope, "bucket");
        new ServiceAccount(this, namespace, NAME, Map.of());
        Pod pod = Pod.of(NAME, Pod.NOBODY)
                .serviceAccount(NAME)
                .spread(Pod.Spread.NONE)
                .container(Container.of("rclone", Versions.image("rclone"), Resources.of("20m", "64Mi"))
                        .command("rclone", "mkdir", connection.path(), "--retries=30", "--retries-sleep=5s")
                        .envValues(connection.rclone()));
        job = new HardenedJob(this, namespace, NAME + "-" + connection.bucket(), pod, DEADLINE_SECONDS);
        Order.after(job, servers);
        Order.afterAllOf(job, rules);
    }

    /** What must have completed before the bucket is there. */
    HardenedJob job() {
        return job;
    }
}
