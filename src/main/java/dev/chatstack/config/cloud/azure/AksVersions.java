package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.rules.Findings;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Until when AKS supports a minor version of Kubernetes. After that day it gets no fix, and a broken cluster no help. */
final class AksVersions {
    /** Last days, from the AKS release calendar of October 2026. A version that is newer than the table is let pass. */
    private static final NavigableMap<Integer, LocalDate> LAST_DAYS = new TreeMap<>(Map.of(
            34, LocalDate.of(2026, 11, 30),
            35, LocalDate.of(2027, 3, 31),
            36, LocalDate.of(2027, 6, 30),
            37, LocalDate.of(2027, 10, 31)));

    /** Two upgrades fit in it, should the first go wrong. */
    private static final int WARNING_DAYS = 60;

    private static final String PATH = "cloud.kubernetesVersion";

    private AksVersions() {}

    static void check(String version, LocalDate today, Findings findings) {
        int minor = Integer.parseInt(version.substring(version.indexOf('.') + 1));
        if (minor < LAST_DAYS.firstKey()) {
            findings.refuse(PATH, "must be a version that AKS supports, which are " + supported(today), version);
            return;
        }
        LocalDate lastDay = LAST_DAYS.get(minor);
        if (lastDay == null) {
            return;
        }
        if (today.isAfter(lastDay)) {
            findings.refuse(
                    PATH,
                    "must be a version that AKS supports, which are " + supported(today) + "; this one ended on "
                            + lastDay,
                    version);
        } else if (today.plusDays(WARNING_DAYS).isAfter(lastDay)) {
            findings.warn(
                    PATH,
                    "AKS supports " + version + " until " + lastDay + "; upgrade to " + supported(lastDay.plusDays(1)));
        }
    }

    private static String supported(LocalDate day) {
        return LAST_DAYS.entrySet().stream()
                .filter(entry -> !day.isAfter(entry.getValue()))
                .map(entry -> "1." + entry.getKey())
                .reduce((one, other) -> one + ", " + other)
                .orElse("newer than 1." + LAST_DAYS.lastKey());
    }
}
