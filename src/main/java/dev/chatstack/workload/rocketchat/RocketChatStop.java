package dev.chatstack.workload.rocketchat;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.KubernetesCaller;
import dev.chatstack.kubernetes.access.WorkloadRole;
import dev.chatstack.kubernetes.pod.HardenedJob;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.List;
import software.constructs.Construct;

/**
 * Takes the old pods of a chart away before new ones are made: the chart always makes one more first, and two of a kind without a
 * licence stop themselves.
 */
final class RocketChatStop extends Construct {
    private static final String NAME = "rocketchat-stop";

    /** The old pods have 30 seconds each, all at once. */
    private static final int DEADLINE_SECONDS = 300;

    private final HardenedJob job;

    /** Defines the Job for the Helm release {@code release}; the Job runs whenever {@code change} changes. */
    RocketChatStop(Construct scope, Namespace namespace, String release, String change) {
        super(scope, "stop");
        KubernetesCaller caller = new KubernetesCaller(
                this,
                namespace,
                NAME,
                WorkloadRole.Rule.of("apps", List.of("deployments"), "get", "list", "watch", "delete"));
        Pod pod = caller.pod(Pod.NOBODY)
                .container(KubernetesCaller.kubectl(
                        "stop",
                        "delete",
                        "deployment",
                        "--selector=app.kubernetes.io/instance=" + release,
                        "--cascade=foreground",
                        "--wait"));
        job = new HardenedJob(this, namespace, NAME + "-" + change, pod, DEADLINE_SECONDS);
        caller.before(job);
    }

    /** What must have completed before the chart is changed. */
    HardenedJob job() {
        return job;
    }
}
