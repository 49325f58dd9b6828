package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.providers.kubernetes.pod.*;
import dev.chatstack.cloud.UserIds;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Outside;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Renders a {@link Pod} that meets the "restricted" Pod Security Standard. There is no switch to weaken it.
 *
 * <p>With {@link HardenedContainer} the only place that spells out pod fields: every workload kind takes the same {@link PodSpec}.
 */
final class HardenedPod {
    private HardenedPod() {}

    static Map<String, String> labels(Pod pod) {
        return Map.of(Pod.NAME_LABEL, pod.name);
    }

    /** Labels of the workload, which select its pods, and the pod's own labels. */
    static Map<String, String> podLabels(Pod pod) {
        Map<String, String> all = new TreeMap<>(pod.labels);
        all.putAll(labels(pod));
        return all;
    }

    static PodSpec of(Pod pod, Namespace namespace) {
        return spec(pod, namespace).build();
    }

    /** A pod that can be evicted at any time, and so may run on nodes that are. */
    static PodSpec replaceable(Pod pod, Namespace namespace) {
        PodSpec.Builder spec = spec(pod, namespace);
        namespace
                .spareNodes()
                .ifPresent(taint -> spec.toleration(List.of(PodSpecToleration.builder()
                        .key(taint.key())
                        .operator("Equal")
                        .value(taint.value())
                        .effect("NoSchedule")
                        .build())));
        return spec.build();
    }

    /** A pod of a Job: what failed is tried again in a new one, so that the log of each attempt stays. */
    static PodSpec once(Pod pod, Namespace namespace) {
        return spec(pod, namespace).restartPolicy("Never").build();
    }

    private static PodSpec.Builder spec(Pod pod, Namespace namespace) {
        HardenedContainer containers = new HardenedContainer(namespace.outside(), pod.speaksOutside);
        PodSpec.Builder spec = PodSpec.builder()
                .automountServiceAccountToken(pod.callsKubernetes)
                .enableServiceLinks(false)
                .terminationGracePeriodSeconds(pod.terminationSeconds)
                .securityContext(securityContext(pod, namespace.userIds()))
                .container(containers(pod, containers))
                .volume(Stream.concat(
                                pod.volumes.stream(),
                                namespace
                                        .outside()
                                        .caBundle()
                                        .map(bundle -> new Volume.Authorities(Outside.CA_VOLUME, bundle))
                                        .stream())
                        .map(HardenedVolume::of)
                        .toList());
        if (sharesProcesses(pod)) {
            spec.shareProcessNamespace(true);
        }
        if (!pod.initContainers.isEmpty()) {
            spec.initContainer(pod.initContainers.stream().map(containers::of).toList());
        }
        namespace
                .outside()
                .images()
                .pullSecret()
                .ifPresent(secret -> spec.imagePullSecrets(
                        List.of(PodSpecImagePullSecrets.builder().name(secret).build())));
        if (!pod.serviceAccount.isEmpty()) {
            spec.serviceAccountName(pod.serviceAccount);
        }
        if (pod.spread == Pod.Spread.ONE_PER_NODE) {
            spec.affinity(neverTwoOnANode(pod));
        }
        pod.near.ifPresent(workload -> spec.affinity(onANodeOf(workload)));
        if (pod.spread != Pod.Spread.NONE) {
            spec.topologySpreadConstraint(
                    List.of(spread(pod, "topology.kubernetes.io/zone"), spread(pod, "kubernetes.io/hostname")));
        }
        return spec;
    }

    /**
     * What a command of a probe leaves behind, busybox's {@code timeout} or a child of a shell that was killed in time, falls to
     * process 1, and few servers reap what they did not start: each stays a zombie until memory or process ids run out. In a
     * shared process namespace process 1 is the pod's pause, which reaps.
     */
    private static boolean sharesProcesses(Pod pod) {
        return pod.containers.stream().anyMatch(container -> container.probes.runCommands());
    }

    private static List<PodSpecContainer> containers(Pod pod, HardenedContainer containers) {
        String image = pod.containers.get(0).image;
        return pod.containers.stream()
                .map(container -> sharesProcesses(pod) && !container.image.equals(image)
                        ? containers.apart(container)
                        : containers.of(container))
                .toList();
    }

    private static PodSpecSecurityContext securityContext(Pod pod, UserIds userIds) {
        PodSpecSecurityContext.Builder context = PodSpecSecurityContext.builder()
                .runAsNonRoot(true)
                .seccompProfile(PodSpecSecurityContextSeccompProfile.builder()
                        .type("RuntimeDefault")
                        .build());
        if (userIds == UserIds.FROM_IMAGE) {
            String user = String.valueOf(pod.user);
            context.runAsUser(user);
            pod.group.ifPresentOrElse(
                    group -> context.runAsGroup(String.valueOf(group)).supplementalGroups(List.of(pod.user)),
                    // a large volume is not chowned again at every start
                    () -> context.runAsGroup(user).fsGroup(user).fsGroupChangePolicy("OnRootMismatch"));
        }
        return context.build();
    }

    private static PodSpecAffinity neverTwoOnANode(Pod pod) {
        return PodSpecAffinity.builder()
                .podAntiAffinity(PodSpecAffinityPodAntiAffinity.builder()
                        .requiredDuringSchedulingIgnoredDuringExecution(List.of(
                                PodSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution.builder()
                                        .topologyKey("kubernetes.io/hostname")
                                        .labelSelector(List.of(
                                                PodSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector
                                                        .builder()
                                                        .matchLabels(labels(pod))
                                                        .build()))
                                        .build()))
                        .build())
                .build();
    }

    private static PodSpecAffinity onANodeOf(String workload) {
        return PodSpecAffinity.builder()
                .podAffinity(PodSpecAffinityPodAffinity.builder()
                        .preferredDuringSchedulingIgnoredDuringExecution(List.of(
                                PodSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution.builder()
                                        .weight(100)
                                        .podAffinityTerm(
                                                PodSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm
                                                        .builder()
                                                        .topologyKey("kubernetes.io/hostname")
                                                        .labelSelector(List.of(
                                                                PodSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector
                                                                        .builder()
                                                                        .matchLabels(Map.of(Pod.NAME_LABEL, workload))
                                                                        .build()))
                                                        .build())
                                        .build()))
                        .build())
                .build();
    }

    private static PodSpecTopologySpreadConstraint spread(Pod pod, String topologyKey) {
        return PodSpecTopologySpreadConstraint.builder()
                .maxSkew(1)
                .topologyKey(topologyKey)
                .whenUnsatisfiable("ScheduleAnyway")
                .labelSelector(List.of(PodSpecTopologySpreadConstraintLabelSelector.builder()
                        .matchLabels(labels(pod))
                        .build()))
                .build();
    }
}
