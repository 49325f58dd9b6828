package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.Support;
import dev.chatstack.config.rules.Findings;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The versions of Kubernetes that this release knows on EKS, each with the last day of its standard support.
 *
 * <p>On that day AWS upgrades the control plane automatically, since the clusters made here decline the extended support that costs six
 * times as much. A new version is one line in releases.json5 and the image of its cluster-autoscaler in versions.yaml.
 */
final class EksVersions {
    private static final String PATH = "cloud.kubernetesVersion";
    private static final Pattern VERSION = Pattern.compile("1\\.[1-9]\\d{1,2}");
    private static final NavigableMap<Integer, LocalDate> LAST_DAYS = new TreeMap<>();

    static {
        Support.lastDays("kubernetes on EKS").forEach((line, day) -> LAST_DAYS.put(minor(line), day));
    }

    private EksVersions() {}

    static void check(String version, LocalDate today, Findings findings) {
        if (!VERSION.matcher(version).matches() || minor(version) < LAST_DAYS.firstKey()) {
            findings.refuse(PATH, "must be a version that EKS supports, in quotes: " + supported(today), version);
            return;
        }
        LocalDate lastDay = LAST_DAYS.get(minor(version));
        if (lastDay == null) {
            findings.warn(
                    PATH,
                    version + " is newer than what this release of chatstack knows of EKS (its table is of "
                            + Support.date() + "). The cluster-autoscaler is the one for 1." + LAST_DAYS.lastKey());
        } else if (today.isAfter(lastDay)) {
            findings.refuse(
                    PATH,
                    "must be a version that EKS supports: its support ended on " + lastDay + "; supported are "
                            + supported(today),
                    version);
        } else if (today.isAfter(lastDay.minusDays(Support.WARNING_DAYS))) {
            findings.warn(
                    PATH,
                    "support of " + version + " ends on " + lastDay
                            + "; then AWS upgrades the control plane at a time that AWS chooses");
        }
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    private static String supported(LocalDate day) {
        return LAST_DAYS.entrySet().stream()
                .filter(version -> !day.isAfter(version.getValue()))
                .map(version -> "1." + version.getKey() + " (until " + version.getValue() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("newer than 1." + LAST_DAYS.lastKey());
    }
}
