package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.Support;
import dev.chatstack.config.rules.Findings;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Until when AKS supports a minor version of Kubernetes. After that day it gets no fix, and a broken cluster no help. */
final class AksVersions {
    private static final NavigableMap<Integer, LocalDate> LAST_DAYS = new TreeMap<>();

    static {
        Support.lastDays("kubernetes on AKS").forEach((line, day) -> LAST_DAYS.put(minor(line), day));
    }

    private static final String PATH = "cloud.kubernetesVersion";

    private AksVersions() {}

    static void check(String version, LocalDate today, Findings findings) {
        int minor = minor(version);
        if (minor < LAST_DAYS.firstKey()) {
            findings.refuse(PATH, "must be a version that AKS supports, which are " + supported(today), version);
            return;
        }
        LocalDate lastDay = LAST_DAYS.get(minor);
        if (lastDay == null) {
            findings.warn(
                    PATH,
                    version + " is newer than what this release of chatstack knows of AKS (its table is of "
                            + Support.date() + ")");
            return;
        }
        if (today.isAfter(lastDay)) {
            findings.refuse(
                    PATH,
                    "must be a version that AKS supports, which are " + supported(today) + "; this one ended on "
                            + lastDay,
                    version);
        } else if (today.plusDays(Support.WARNING_DAYS).isAfter(lastDay)) {
            findings.warn(
                    PATH,
                    "AKS supports " + version + " until " + lastDay + "; upgrade to " + supported(lastDay.plusDays(1)));
        }
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    private static String supported(LocalDate day) {
        return LAST_DAYS.entrySet().stream()
                .filter(entry -> !day.isAfter(entry.getValue()))
                .map(entry -> "1." + entry.getKey())
                .reduce((one, other) -> one + ", " + other)
                .orElse("newer than 1." + LAST_DAYS.lastKey());
    }
}
