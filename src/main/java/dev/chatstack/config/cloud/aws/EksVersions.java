package dev.chatstack.config.cloud.aws;

import static java.util.Objects.requireNonNull;

import dev.chatstack.config.Support;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of Kubernetes that this release knows on EKS, each with the last day of its standard support.
 *
 * <p>On that day AWS upgrades the control plane automatically, since the clusters made here decline the extended support that costs six
 * times as much. A new version is one line in releases.json5 and the image of its cluster-autoscaler in versions.yaml.
 */
final class EksVersions {
    private static final Map<String, LocalDate> SUPPORTED_UNTIL = Support.lastDays("kubernetes on EKS");

    private EksVersions() {}

    /** Why {@code version} must not be deployed on {@code day}; empty when it may. */
    static Optional<String> objection(String version, LocalDate day) {
        LocalDate end = SUPPORTED_UNTIL.get(version);
        if (end == null) {
            return Optional.of("must be a version that this release knows, in quotes: " + supported(day));
        }
        return day.isAfter(end)
                ? Optional.of("must be a version that EKS supports: its support ended on " + end + "; supported are "
                        + supported(day))
                : Optional.empty();
    }

    /** The last day of {@code version}, which is known. */
    static LocalDate end(String version) {
        return requireNonNull(SUPPORTED_UNTIL.get(version));
    }

    private static String supported(LocalDate day) {
        return String.join(
                ", ",
                SUPPORTED_UNTIL.entrySet().stream()
                        .filter(version -> !day.isAfter(version.getValue()))
                        .map(version -> version.getKey() + " (until " + version.getValue() + ")")
                        .toList());
    }
}
