package dev.chatstack.kubernetes.storage;

import com.hashicorp.cdktf.TerraformResource;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.KubernetesCaller;
import dev.chatstack.kubernetes.access.WorkloadRole;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.HardenedJob;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import software.constructs.Construct;

/**
 * Brings the claims of a StatefulSet to the size that is asked for, without a restart of its pods. Kubernetes grows a claim when it is
 * changed but forbids to change the template that a StatefulSet makes claims from; so a Job changes the claims, and runs again when
 * the size or the number of pods changes. A smaller size is refused by the API server, and so fails the deploy.
 */
public final class VolumeGrowth extends Construct {
    private static final int DEADLINE_SECONDS = 600;

    /** Grows what {@code set}, the StatefulSet called {@code name}, made for {@code volume}. */
    public VolumeGrowth(
            Construct scope, Namespace namespace, String name, int replicas, Pod.Claim volume, TerraformResource set) {
        super(scope, "growth-" + volume.name());
        String workload = name + "-" + volume.name() + "-size";
        List<String> claims = IntStream.range(0, replicas)
                .mapToObj(pod -> volume.name() + "-" + name + "-" + pod)
                .toList();
        KubernetesCaller caller = new KubernetesCaller(
                this,
                namespace,
                workload,
                WorkloadRole.Rule.of("", List.of("persistentvolumeclaims"), "get", "patch")
                        .only(claims));
        Pod pod = caller.pod(Pod.NOBODY).container(patch(claims, volume.size()));
        String size = volume.size().toLowerCase(Locale.ROOT);
        HardenedJob job =
                new HardenedJob(this, namespace, workload + "-" + replicas + "x" + size, pod, DEADLINE_SECONDS);
        Order.after(job, set);
        caller.before(job);
    }

    private static Container patch(List<String> claims, String size) {
        List<String> words = new ArrayList<>(List.of("patch", "persistentvolumeclaim"));
        words.addAll(claims);
        words.add("--patch={\"spec\":{\"resources\":{\"requests\":{\"storage\":\"" + size + "\"}}}}");
        return KubernetesCaller.kubectl("patch", words.toArray(String[]::new));
    }
}
