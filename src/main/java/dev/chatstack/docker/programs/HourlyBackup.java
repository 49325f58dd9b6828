package dev.chatstack.docker.programs;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.SecretPlaceholders;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.workload.backup.BackupPods;
import dev.chatstack.workload.backup.BackupStore;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * Backups of a Docker host every hour with the scripts of {@link MongoBackup}: a container that keeps the time, and in which a
 * person restores.
 */
public final class HourlyBackup extends Construct {
    /** The container. */
    public static final String NAME = "backup";

    /** Where it finds what was delivered. */
    public static final String FILES = "/etc/chatstack";

    /** The scripts in it. */
    public static final String SCRIPTS = FILES + "/scripts/";

    private static final String NUMBERS = "/numbers";

    /** Scripts that only a Docker host needs. */
    private static final List<String> CLOCK =
            List.of("hourly.sh", "metrics.sh", "proof.sh", "restoring.sh", "schedule.sh", "steps.sh");

    /** The restore test runs its own mongod, as {@link BackupPods} has it. */
    private static final Service.Limits LIMITS = new Service.Limits(2048, 1);

    /** Defines the container that backs up {@code subject}. */
    public HourlyBackup(Construct scope, DockerHost host, Delivery delivery, BackupConfig config, ChatData subject) {
        super(scope, "backups");
        Folder folder = folder(delivery, subject.accounts());
        Service service = Service.of(NAME, Versions.image("mongo"), MongoMember.USER, LIMITS)
                .entrypoint("bash", FILES + "/with-secrets.sh")
                .command("bash", SCRIPTS + "schedule.sh")
                .env("ENVIRONMENT", subject.environment())
                .env("CHAT_PRODUCT", "rocketchat")
                .env("CHAT_VERSION", subject.version())
                .env("MONGODB_DATABASE", DockerRocketChat.DATABASE)
                .env("METRICS_FILE", NUMBERS + "/chatstack.prom")
                .env("TEST_DATA", "/restore-test")
                .env(MongoBackup.counts(config))
                .keeps(delivery.data("restore-test", MongoMember.USER), "/restore-test")
                .keeps(delivery.data(TelemetryCollectors.NUMBERS, MongoMember.USER), NUMBERS)
                .keeps(ToolVolume.volume(delivery), ToolVolume.FOLDER)
                .scratch("/tmp", "256m")
                // the image declares volumes here, which would be left behind
                .scratch("/data/db", "1m")
                .scratch("/data/configdb", "1m")
                .on(Zone.BACK);
        store(service, folder, delivery, config.store());
        service.reads(delivery.deliver(folder), FILES);
        // MongoDB's image has everything but the way to the store
        ITerraformDependable rclone = ToolVolume.bring(this, host, delivery, "rclone", "/usr/local/bin/rclone");
        List<ITerraformDependable> before = new ArrayList<>(subject.mongo().members());
        before.addAll(List.of(delivery.resource(), rclone));
        new HardenedService(this, host, service, before);
    }

    /** What is backed up. */
    public record ChatData(String environment, String version, DockerMongoDb mongo, ReplicaSetAccounts accounts) {}

    private static Folder folder(Delivery delivery, ReplicaSetAccounts accounts) {
        Folder folder = delivery.folder(NAME, MongoMember.USER)
                .file("with-secrets.sh", ConfigFiles.resource("/docker/with-secrets.sh"))
                .secret("env/MONGODB_URI", accounts.uri("backup"))
                .secret("env/PROOF_KEY", delivery.password("backup-proof", 64, 1))
                .secret("env/MONGODB_RESTORE_URI", accounts.uri("restore"));
        List<String> scripts = new ArrayList<>(MongoBackup.SCRIPTS);
        scripts.addAll(CLOCK);
        scripts.forEach(file -> folder.file("scripts/" + file, ConfigFiles.resource("/backup/" + file)));
        return folder;
    }

    private static void store(Service service, Folder folder, Delivery delivery, BackupStoreConfig config) {
        switch (config) {
            case BackupStoreConfig.Directory directory ->
                service.env("BACKUP_STORE", BackupStore.FOLDER)
                        .keeps(delivery.directory(directory.path(), MongoMember.USER), BackupStore.FOLDER);
            case BackupStoreConfig.S3 s3 -> {
                BackupStore store = BackupStore.s3(s3);
                service.env("BACKUP_STORE", store.path()).on(Zone.FRONT);
                store.environment().forEach((variable, value) -> {
                    switch (value) {
                        case EnvValue.Plain(String text) -> service.env(variable, text);
                        case EnvValue.FromSecret(String secret, String key) ->
                            folder.secret("env/" + variable, SecretPlaceholders.given(secret, key));
                        case EnvValue.FromPod field -> throw notHere("a pod's " + field.field());
                    }
                });
            }
            case BackupStoreConfig.Bucket bucket -> throw notHere("a cloud's bucket");
            case BackupStoreConfig.Volume volume -> throw notHere("a cluster's volume");
        }
    }

    /** The rules have refused it before. */
    private static IllegalStateException notHere(String what) {
        return new IllegalStateException("a Docker host has no use for " + what);
    }
}
