package dev.chatstack.workload.rocketchat;

import dev.chatstack.cloud.UserIds;
import dev.chatstack.kubernetes.charts.ImageSource;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.ChartValues;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The values that every program of Rocket.Chat's chart takes. */
record ProgramValues(UserIds userIds, ImageSource images) {
    /** Rights and resources of a program that runs as {@code user}. */
    Values program(int user, boolean readOnly, String cpu, String memory, String most) {
        return Values.of("securityContext", restricted(user, readOnly))
                .set("resources", resources(Resources.of(cpu, memory, most)));
    }

    /** The <em>restricted</em> standard, which the chart's own containers do not ask for. */
    Values restricted(int user, boolean readOnly) {
        return ChartValues.unprivileged()
                .setOrClear("runAsUser", user(user))
                .set("readOnlyRootFilesystem", readOnly)
                .set("runAsNonRoot", true)
                .set("seccompProfile.type", "RuntimeDefault");
    }

    /** What a program may use. */
    static Values resources(Resources amounts) {
        return ChartValues.resources(amounts.cpu(), amounts.memoryRequest(), amounts.memoryLimit())
                .set("limits.cpu", amounts.cpuLimit());
    }

    /** Other nodes and zones first for pods named {@code name}, for one to go without taking all of them. */
    static Values apart(String name) {
        return Values.of(
                "podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution",
                Stream.of("kubernetes.io/hostname", "topology.kubernetes.io/zone")
                        .map(from -> Values.of("weight", 50)
                                .set("podAffinityTerm.topologyKey", from)
                                .set("podAffinityTerm.labelSelector.matchLabels", Map.of(Pod.NAME_LABEL, name)))
                        .toList());
    }

    /** The image's own user, unless the cluster chooses one. */
    Optional<Integer> user(int ofTheImage) {
        return userIds == UserIds.FROM_IMAGE ? Optional.of(ofTheImage) : Optional.empty();
    }
}
