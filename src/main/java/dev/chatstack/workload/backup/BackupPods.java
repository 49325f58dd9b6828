package dev.chatstack.workload.backup;

import static java.util.Objects.requireNonNull;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.access.KubernetesCaller;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Volume;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pods that work on backups: MongoDB's image, with rclone and our scripts in addition to its own programs. */
public record BackupPods(
        BackedUpChat chat, BackupStore store, ConfigFiles scripts, Map<String, CloudIdentity> identities) {
    /** The same for another folder of the store. */
    BackupPods at(String folder) {
        return new BackupPods(chat, store.at(folder), scripts, identities);
    }

    /** Makes a backup. */
    Pod backup(BucketUser user) {
        return pod(user.serviceAccount(), user)
                .container(script("backup", "backup.sh", Resources.of("250m", "512Mi"))
                        .env("MONGODB_URI", chat.mongo().account("backup").key("uri")));
    }

    /** Deletes what is no longer wanted. */
    Pod retention(BucketUser user, Map<String, String> counts) {
        return pod(user.serviceAccount(), user)
                .container(script("retention", "retention.sh", Resources.of("50m", "128Mi"))
                        .env(counts));
    }

    /** Restores the newest one into its own mongod, on a disk of {@code size}. */
    Pod restoreTest(String name, BucketUser user, String size, Optional<String> storageClass, EnvValue proofKey) {
        return pod(name, user)
                .volume(new Volume.Ephemeral("data", size, storageClass))
                .container(script("restore-test", "restore-test.sh", Resources.of("250m", "1Gi", "2Gi"))
                        .env("TEST_DATA", "/data")
                        .env("PROOF_KEY", proofKey)
                        .mount("data", "/data"));
    }

    /** Says whether a restore is proven, by the records in the store. */
    Pod proofs(String name, BucketUser user, EnvValue proofKey) {
        return pod(name, user)
                .container(script("proofs", "proofs.sh", Resources.of("20m", "256Mi"))
                        .env("PROOF_KEY", proofKey));
    }

    /** Stops the chat, restores the backup that the Job is named after, starts the chat. Each step waits for the one before. */
    Pod restore(BucketUser user) {
        Pod pod = pod(user.serviceAccount(), user).callsKubernetes().initContainer(check(Map.of()));
        for (MongoBackup.Client client : chat.clients()) {
            pod.initContainer(KubernetesCaller.kubectl(
                    "stop-" + client.name(), "scale", "deployment/" + client.name(), "--replicas=0"));
            pod.initContainer(KubernetesCaller.kubectl(
                    "gone-" + client.name(),
                    "wait",
                    "--for=delete",
                    "pod",
                    "--selector=" + Pod.NAME_LABEL + "=" + client.pods(),
                    "--timeout=10m"));
        }
        pod.initContainer(restoring("restore"));
        List<Container> starts = chat.clients().stream().map(BackupPods::start).toList();
        int last = starts.size() - 1;
        starts.subList(0, last).forEach(pod::initContainer);
        return pod.container(starts.get(last));
    }

    private static Container start(MongoBackup.Client client) {
        return KubernetesCaller.kubectl(
                "start-" + client.name(), "scale", "deployment/" + client.name(), "--replicas=" + client.replicas());
    }

    /** Restores into a separate database; the chat keeps running. */
    Pod restoreBeside(String name, BucketUser user) {
        Map<String, String> beside = Map.of("RESTORE_DATABASE", chat.mongo().database() + "_restored");
        return pod(name, user)
                .initContainer(check(beside))
                .container(restoring("restore").env(beside));
    }

    /** A pod with {@code volume} and the store. It must change no owner on either, for others use them at the same time. */
    Pod beside(FilesVolume volume, String name, BucketUser user) {
        Pod pod = store.volume().isEmpty()
                ? Pod.of(name, volume.user())
                : Pod.of(name, MongoMember.USER).inGroup(volume.user());
        volume.beside().ifPresent(pod::near);
        return surrounded(pod, user).volume(new Volume.FromClaim(FilesBackup.FOLDER, volume.claim()));
    }

    private Pod pod(String name, BucketUser user) {
        return surrounded(Pod.of(name, MongoMember.USER), user);
    }

    private Pod surrounded(Pod pod, BucketUser user) {
        pod.serviceAccount(user.serviceAccount())
                .labels(requireNonNull(identities.get(user.name())).podLabels())
                .spread(Pod.Spread.NONE)
                .volume(Volume.scratch("tools", "256Mi"))
                .volume(Volume.scratch("tmp", "1Gi"))
                .volume(Volume.files("scripts", scripts))
                .initContainer(Container.of("rclone", Versions.image("rclone"), Resources.of("20m", "64Mi"))
                        .command("cp", "/usr/local/bin/rclone", "/tools/")
                        .mount("tools", "/tools"));
        store.volume().ifPresentOrElse(claim -> pod.volume(new Volume.FromClaim("backups", claim)), pod::speaksOutside);
        return pod;
    }

    private Container check(Map<String, String> destination) {
        return withRestoreAccount(script("check", "check.sh", Resources.of("100m", "256Mi")))
                .env(destination);
    }

    private Container restoring(String name) {
        return withRestoreAccount(script(name, "restore.sh", Resources.of("250m", "1Gi")));
    }

    private Container withRestoreAccount(Container container) {
        return container
                .env("MONGODB_RESTORE_URI", chat.mongo().account("restore").key("uri"))
                .env("RESTORE_FOLDER", "/tmp");
    }

    Container script(String name, String file, Resources resources) {
        Map<String, String> about = new TreeMap<>();
        about.put("BACKUP_STORE", store.path());
        about.put("MONGODB_DATABASE", chat.mongo().database());
        about.put("ENVIRONMENT", chat.environment());
        about.put("CHAT_PRODUCT", chat.product());
        about.put("CHAT_VERSION", chat.version());
        Container container = Container.of(name, chat.mongo().image(), resources)
                .command("bash", "/backup/" + file)
                .env(about)
                .env("JOB_NAME", EnvValue.pod(Pod.JOB_NAME))
                .envValues(store.environment())
                .mountReadOnly("tools", "/tools")
                .mount("tmp", "/tmp")
                .mountReadOnly("scripts", "/backup");
        store.volume().ifPresent(claim -> container.mount("backups", BackupStore.FOLDER));
        return container;
    }
}
