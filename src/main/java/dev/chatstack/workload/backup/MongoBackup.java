package dev.chatstack.workload.backup;

import static java.util.Objects.requireNonNull;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.access.WorkloadRole;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.HardenedCronJob;
import dev.chatstack.kubernetes.pod.HardenedCronJob.When;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.storage.SharedVolume;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.constructs.Construct;

/**
 * Backups of a chat's database every hour, their thinning out, the weekly proof that the newest can be restored, and the restore
 * itself, as a Job that anybody makes of a suspended CronJob. docs/backups.md is for the people who use it.
 */
public final class MongoBackup extends Construct {
    private static final String RESTORE = "mongodb-restore";
    private static final String RESTORE_TEST = "mongodb-restore-test";
    private static final String RESTORE_BESIDE = "mongodb-restore-beside";
    private static final String PROOFS = "mongodb-proofs";
    static final String VOLUME = "mongodb-backups";

    private static final int RETENTION_SECONDS = 1800;
    private static final int RESTORE_SECONDS = 4 * 3600;

    private static final int PROOFS_SECONDS = 900;

    /** A record that was changed is noticed within the day. */
    private static final String PROOFS_SCHEDULE = "37 */6 * * *";

    /** Between two backups: it must not run during one, whose archive would look unfinished. */
    private static final String RETENTION_SCHEDULE = "52 * * * *";

    public static final List<String> SCRIPTS = List.of(
            "after-dump.js",
            "after-restore.js",
            "backup.sh",
            "before-check.js",
            "before-dump.js",
            "before-restore.js",
            "before-switch.js",
            "beside.js",
            "chat-only.js",
            "check-proofs.js",
            "check.sh",
            "counts.jq",
            "files-backup.sh",
            "files-restore.sh",
            "files-retention.sh",
            "files-test.sh",
            "files.sh",
            "finish-restore.js",
            "lineage.jq",
            "only-chat.js",
            "patience.js",
            "preview.jq",
            "proof.js",
            "proofs.sh",
            "restore-test.sh",
            "restore.sh",
            "retention.jq",
            "retention.sh",
            "show-proofs.js",
            "sign-proof.js",
            "source.js",
            "states.jq",
            "store.sh",
            "switch.jq",
            "switch.js",
            "verify.jq");

    private final Namespace namespace;
    private final BackupConfig config;
    private final BackupUsers users;
    private final Map<String, CloudIdentity> identities;

    /** Defines the backups of {@code chat}, and of its {@code files} where they are on a volume, as {@code config} asks for. */
    public MongoBackup(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            BackupConfig config,
            BackedUpChat chat,
            Optional<FilesVolume> files) {
        super(scope, "mongodb-backup");
        this.namespace = namespace;
        this.config = config;
        boolean inCloud = config.store().isMadeHere();
        users = new BackupUsers(namespace.name());
        identities = users.all().stream()
                .collect(Collectors.toMap(
                        BucketUser::name, user -> inCloud ? cluster.identity(user) : CloudIdentity.NONE));
        if (config.store() instanceof BackupStoreConfig.Volume volume) {
            new SharedVolume(this, namespace, VOLUME, volume.size(), volume.storageClass(), SharedVolume.From.ONE_NODE);
        }
        accounts(chat);
        paths(chat.mongo());
        cronJobs(cluster, config, chat, files);
    }

    /**
     * A Deployment that must not run during a restore.
     *
     * @param pods the name that its pods carry
     * @param replicas how many pods it has again afterwards
     */
    public record Client(String name, String pods, int replicas) {}

    private void accounts(BackedUpChat chat) {
        account(users.backup());
        account(users.retention());
        new WorkloadRole(this, namespace, RESTORE, restoreRules(chat)).to(account(users.restore()));
    }

    private void paths(MongoDb mongo) {
        NetworkRules backup = paths("mongodb-backup", users.backup());
        paths(RESTORE_TEST, users.backup());
        paths(PROOFS, users.backup());
        paths("mongodb-backup-retention", users.retention());
        NetworkRules restore = paths(RESTORE, users.restore()).allowToKubernetesApi();
        NetworkRules beside = paths(RESTORE_BESIDE, users.restore());
        List.of(backup, restore, beside).forEach(mongo.connection()::allowFrom);
        List.of("mongodb-backup", RESTORE).forEach(mongo::allowFrom);
        mongo.allowFrom(RESTORE_BESIDE, RESTORE);
    }

    private void cronJobs(
            KubernetesCluster cluster, BackupConfig config, BackedUpChat chat, Optional<FilesVolume> volume) {
        ConfigFiles scripts = ConfigFiles.of(this, namespace, "mongodb-backup-scripts", "/backup", SCRIPTS);
        BackupStore store = BackupStore.of(config.store(), cluster, VOLUME);
        BackupPods pods = new BackupPods(chat, store, scripts, identities);
        // never renewed: who has its public half can tell every proof of this environment
        GeneratedSecret proofKey =
                GeneratedSecret.of(this, namespace, "mongodb-backup-proof", 1, Map.of("key", GeneratedSecret.PASSWORD));
        cronJob(pods.backup(users.backup()), When.at(config.schedule(), config.deadlineSeconds(), 2));
        BackupPods deleting = new BackupPods(chat, store.deleting(config.store()), scripts, identities);
        Pod retention = deleting.retention(users.retention(), counts(config));
        Pod test = pods.restoreTest(
                RESTORE_TEST,
                users.backup(),
                chat.volume(),
                cluster.storageClass(StorageTier.STANDARD),
                proofKey.key("key"));
        Pod proofs = pods.proofs(PROOFS, users.backup(), proofKey.key("key"));
        volume.ifPresent(uploads -> {
            FilesBackup files = new FilesBackup(pods.at(FilesBackup.FOLDER), uploads);
            retention.container(new FilesBackup(deleting.at(FilesBackup.FOLDER), uploads).retention(counts(config)));
            test.container(files.test(proofKey.key("key")));
            proofs.container(files.proofs(proofKey.key("key")));
            paths(FilesBackup.BACKUP, users.backup());
            paths(FilesBackup.RESTORE, users.restore());
            cronJob(
                    files.backup(users.backup(), config.deadlineSeconds()),
                    When.at(config.schedule(), config.deadlineSeconds(), 2));
            cronJob(files.restore(users.restore()), When.asked(RESTORE_SECONDS));
        });
        cronJob(retention, When.at(RETENTION_SCHEDULE, RETENTION_SECONDS, 2));
        cronJob(test, When.at(config.restoreTest(), RESTORE_SECONDS, 1));
        cronJob(proofs, When.at(PROOFS_SCHEDULE, PROOFS_SECONDS, 1));
        cronJob(pods.restore(users.restore()), When.asked(RESTORE_SECONDS));
        cronJob(pods.restoreBeside(RESTORE_BESIDE, users.restore()), When.asked(RESTORE_SECONDS));
    }

    private ServiceAccount account(BucketUser user) {
        return new ServiceAccount(
                new Construct(this, user.name()),
                namespace,
                user.serviceAccount(),
                requireNonNull(identities.get(user.name())).accountAnnotations());
    }

    private static WorkloadRole.Rule[] restoreRules(BackedUpChat chat) {
        List<String> names = chat.clients().stream().map(Client::name).toList();
        return new WorkloadRole.Rule[] {
            WorkloadRole.Rule.of("apps", List.of("deployments"), "get").only(names),
            WorkloadRole.Rule.of("apps", List.of("deployments/scale"), "get", "patch", "update")
                    .only(names),
            WorkloadRole.Rule.of("", List.of("pods"), "get", "list", "watch")
        };
    }

    private NetworkRules paths(String workload, BucketUser user) {
        NetworkRules rules = new NetworkRules(new Construct(this, "paths-" + workload), workload, namespace)
                .allowToIdentity(requireNonNull(identities.get(user.name())));
        BackupStore.openPaths(rules, config);
        return rules;
    }

    private void cronJob(Pod pod, When when) {
        new HardenedCronJob(this, namespace, pod, when);
    }

    public static Map<String, String> counts(BackupConfig config) {
        Map<String, String> counts = new TreeMap<>(Map.of(
                "RETENTION_HOURLY", Integer.toString(config.hourly()),
                "RETENTION_DAILY", Integer.toString(config.daily()),
                "RETENTION_WEEKLY", Integer.toString(config.weekly())));
        if (config.store().lockDays() > 0) {
            counts.put("RETENTION_LOCKED_SECONDS", Long.toString(lockedSeconds(config)));
        }
        return counts;
    }

    /** Counted from the name of a backup: its archive is there when it has been made, its proof before the next one comes. */
    private static long lockedSeconds(BackupConfig config) {
        return config.store().lockDays() * 86_400L
                + BackupConfig.RARE_SECONDS
                + RESTORE_SECONDS
                + config.longestGapSeconds();
    }
}
