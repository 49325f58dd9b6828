package dev.chatstack.cost;

import dev.chatstack.blueprint.Blueprint;

/** Snapshots of disks that the cluster makes automatically. A cloud charges for what changes between them. */
public final class Snapshots {
    private static final String JOB = "disk-snapshots";

    private Snapshots() {}

    /** Whether {@code blueprint} has the job that makes them. */
    public static boolean areMade(Blueprint blueprint) {
        return blueprint.all("kubernetes_cron_job_v1").stream()
                .anyMatch(job -> job.at("/metadata/name").asText().equals(JOB));
    }
}
