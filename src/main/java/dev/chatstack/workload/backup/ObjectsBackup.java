package dev.chatstack.workload.backup;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.HardenedCronJob;
import dev.chatstack.kubernetes.pod.HardenedCronJob.When;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Volume;
import dev.chatstack.workload.mongodb.MongoMember;
import dev.chatstack.workload.objects.ObjectStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A copy of the files that people sent, between the backups of the database, every hour, and how to restore it. A file never changes, for
 * its name is made of its content: what has been copied once is never copied again, and never deleted.
 */
public final class ObjectsBackup extends Construct {
    static final String BACKUP = "objects-backup";
    /** The CronJob that runs only on request and copies the files back. */
    public static final String RESTORE = "objects-restore";

    /** Between two backups of the database. */
    private static final String SCHEDULE = "37 * * * *";

    /**
     * A file that is there with another content is a mistake that must be seen; the same content sent once more, which has another
     * time, is none. What is being uploaded has another name until it is complete, and may be gone a moment later.
     */
    static final List<String> KEEP = List.of("--checksum", "--immutable", "--exclude=tmp/**");

    /** A name may be there whose content is lost: nothing is taken to be there. */
    static final List<String> BRING_BACK = List.of("--ignore-times");

    private static final int BACKUP_SECONDS = 3500;
    private static final int RESTORE_SECONDS = 4 * 3600;

    private final Namespace namespace;
    private final ObjectStorage objects;
    private final BackupStore store;
    private final BackupConfig config;

    /** Copies what is in {@code objects} to where {@code config} keeps backups. */
    public ObjectsBackup(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            BackupConfig config,
            ObjectStorage objects) {
        super(scope, BACKUP);
        this.namespace = namespace;
        this.objects = objects;
        this.config = config;
        store = BackupStore.of(config.store(), cluster, MongoBackup.VOLUME);
        String bucket = objects.connection().path();
        String copy = store.folder("objects/" + objects.connection().bucket());
        cronJob(BACKUP, copying(KEEP, bucket, copy), When.at(SCHEDULE, BACKUP_SECONDS, 1));
        cronJob(RESTORE, copying(BRING_BACK, copy, bucket), When.asked(RESTORE_SECONDS));
    }

    private static String[] copying(List<String> how, String from, String to) {
        List<String> words = new ArrayList<>(List.of("rclone", "copy"));
        words.addAll(how);
        words.addAll(List.of("--transfers=4", "--stats-one-line", "-v", from, to));
        return words.toArray(String[]::new);
    }

    private void cronJob(String name, String[] command, When when) {
        Construct scope = new Construct(this, name);
        new ServiceAccount(scope, namespace, name, Map.of());
        NetworkRules rules = new NetworkRules(scope, name, namespace);
        BackupStore.openPaths(rules, config);
        objects.allowFrom(name, rules);
        Container copy = Container.of("rclone", Versions.image("rclone"), Resources.of("100m", "256Mi"))
                .command(command)
                .envValues(objects.connection().rclone())
                .envValues(store.environment())
                .env("RCLONE_S3_NO_CHECK_BUCKET", "true")
                .mount("tmp", "/tmp");
        // the backups of MongoDB, made by this user, lie on the same volume
        Pod pod = Pod.of(name, MongoMember.USER)
                .serviceAccount(name)
                .spread(Pod.Spread.NONE)
                .volume(Volume.scratch("tmp", "256Mi"));
        store.volume()
                .ifPresentOrElse(
                        claim -> {
                            pod.volume(new Volume.FromClaim("backups", claim));
                            copy.mount("backups", BackupStore.FOLDER);
                        },
                        pod::speaksOutside);
        new HardenedCronJob(scope, namespace, pod.container(copy), when);
    }
}
