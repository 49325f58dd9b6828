package dev.chatstack.kubernetes.storage;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.SnapshotDriver;
import dev.chatstack.config.backup.SnapshotsConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.KubernetesCaller;
import dev.chatstack.kubernetes.access.WorkloadRole;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.HardenedCronJob;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Snapshots of the volumes of a namespace's StatefulSets, made and thinned out by a CronJob. Each is as good as a disk after a power
 * cut, which databases survive.
 */
public final class SnapshotSchedule extends Construct {
    /** Name of the CronJob, its account and its role. */
    public static final String NAME = "disk-snapshots";

    private static final String GROUP = "snapshot.storage.k8s.io";
    private static final String SCRIPTS = "/snapshots";
    private static final List<String> SCRIPT_FILES = List.of("decide.js", "kubernetes.js", "run.js", "snapshots.js");

    /** User of MongoDB's image, whose shell runs the scripts: no image of ours, and none more to trust. */
    private static final int USER = 999;

    /** The first snapshot of a disk copies all of it: half an hour for some hundred GiB; the rest only what changed. */
    private static final int READY_SECONDS = 1800;

    private static final int DEADLINE_SECONDS = READY_SECONDS + 300;

    /** Defines the CronJob for the volumes of {@code workloads}, names of StatefulSets in {@code namespace}. */
    public SnapshotSchedule(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            SnapshotsConfig config,
            List<String> workloads) {
        super(scope, NAME);
        KubernetesCaller caller = new KubernetesCaller(
                this,
                namespace,
                NAME,
                WorkloadRole.Rule.of("", List.of("persistentvolumeclaims"), "list"),
                WorkloadRole.Rule.of(GROUP, List.of("volumesnapshots"), "create", "list", "delete"));
        ConfigFiles scripts = ConfigFiles.of(this, namespace, NAME + "-scripts", SCRIPTS, SCRIPT_FILES);
        Pod pod = caller.pod(USER)
                .volume(Volume.scratch("tmp", "64Mi"))
                .volume(Volume.files("scripts", scripts))
                .container(Container.of("snapshots", Versions.image("mongo"), Container.Resources.of("50m", "256Mi"))
                        .command("mongosh", "--quiet", "--norc", "--nodb", "--file", SCRIPTS + "/snapshots.js")
                        .env(settings(cluster, config, workloads))
                        .mount("tmp", "/tmp")
                        .mountReadOnly("scripts", SCRIPTS));
        new HardenedCronJob(this, namespace, pod, HardenedCronJob.When.at(config.schedule(), DEADLINE_SECONDS, 1));
    }

    private static Map<String, String> settings(
            KubernetesCluster cluster, SnapshotsConfig config, List<String> workloads) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("SNAPSHOT_WORKLOADS", String.join(" ", workloads));
        settings.put("SNAPSHOT_KEEP", Integer.toString(config.keep()));
        settings.put("SNAPSHOT_PATIENCE", Integer.toString(READY_SECONDS));
        // mongosh writes its settings there; the root file system is read-only
        settings.put("HOME", "/tmp");
        settings.put("MONGOSH_FORCE_DISABLE_TELEMETRY_FOR_TESTING", "1");
        cluster.snapshots().ifPresent(driver -> settings.put("SNAPSHOT_CLASS", SnapshotDriver.SNAPSHOT_CLASS));
        return settings;
    }
}
