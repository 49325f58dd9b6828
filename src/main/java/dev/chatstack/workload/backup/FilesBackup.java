package dev.chatstack.workload.backup;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.Map;

/**
 * The copies of the files that people sent, where they are on a volume: on the schedule of the database's backups, in the same store,
 * with the same identities and rules. What deletes old backups and what proves a restore works on both, in one Job.
 */
public record FilesBackup(BackupPods pods, FilesVolume volume) {
    static final String BACKUP = "uploads-backup";
    /** The CronJob that runs only on request and brings files back. */
    public static final String RESTORE = "uploads-restore";

    /** Folder of the store. */
    static final String FOLDER = "uploads";

    private static final String MOUNTED = "/uploads";

    /** Time to write the list after the last file. */
    private static final int LIST_SECONDS = 600;

    Pod backup(BucketUser user, int deadlineSeconds) {
        return pods.beside(volume, BACKUP, user)
                .container(script("backup", "files-backup.sh", Resources.of("100m", "512Mi"))
                        .env("COPY_SECONDS", Integer.toString(deadlineSeconds - LIST_SECONDS))
                        .mountReadOnly(FOLDER, MOUNTED));
    }

    Pod restore(BucketUser user) {
        return pods.beside(volume, RESTORE, user)
                .container(script("restore", "files-restore.sh", Resources.of("100m", "512Mi"))
                        .mount(FOLDER, MOUNTED));
    }

    /** Deletes copies that are no longer wanted; for the Job that deletes backups. */
    Container retention(Map<String, String> counts) {
        return script("retention-files", "files-retention.sh", Resources.of("50m", "256Mi"))
                .env(counts);
    }

    /** Proves the newest copy; for the Job that proves a restore of the database. */
    Container test(EnvValue proofKey) {
        return script("test-files", "files-test.sh", Resources.of("50m", "256Mi"))
                .env("PROOF_KEY", proofKey);
    }

    /** Says whether that is proven; for the Job that asks so of the database. */
    Container proofs(EnvValue proofKey) {
        return script("proofs-files", "proofs.sh", Resources.of("20m", "256Mi")).env("PROOF_KEY", proofKey);
    }

    private Container script(String name, String file, Resources resources) {
        return pods.script(name, file, resources).env("UPLOADS", MOUNTED);
    }
}
