package dev.chatstack.config.rules;

import dev.chatstack.config.RbacConfig;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.DockerConfig;
import java.util.List;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.cloud.CloudConfig;

/** What one machine with Docker cannot do, said before anybody waits for it. */
public final class DockerRules {
    private static final String HERE = " on a Docker host";
    private static final List<String> LOCALHOST = List.of("127.0.0.1/32");

    private DockerRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(CloudConfig.class).ifPresent(cloud -> {
            if (cloud instanceof DockerConfig docker) {
                wayIn(blocks, findings);
                blocks.find(BackupConfig.class).ifPresent(backup -> backups(backup, findings));
                blocks.find(RocketChatConfig.class).ifPresent(chat -> chat(chat, findings));
                blocks.find(MongoDbConfig.class).ifPresent(mongodb -> database(mongodb, findings));
                blocks.find(MonitoringConfig.class).ifPresent(monitoring -> monitoring(monitoring, findings));
                blocks.find(RbacConfig.class).ifPresent(rbac -> groups(rbac, findings));
                docker.machine().ifPresent(machine -> machine(docker, blocks, findings));
            } else {
                elsewhere(blocks, findings);
            }
        });
    }

    /** What only a Docker host has. */
    private static void elsewhere(Blocks blocks, Findings findings) {
        String needs = "needs a Docker host: cloud.provider must be docker";
        if (blocks.find(RocketChatConfig.class)
                .filter(chat -> chat.exposure() instanceof ExposureConfig.HaProxy)
                .isPresent()) {
            findings.refuse("chat.exposure.by", needs, "haproxy");
        }
        if (blocks.find(BackupStoreConfig.Directory.class).isPresent()) {
            findings.refuse("backup.store.in", needs, "directory");
        }
    }

    private static void wayIn(Blocks blocks, Findings findings) {
        blocks.find(RocketChatConfig.class).ifPresent(chat -> {
            if (chat.exposure() instanceof ExposureConfig.HaProxy proxy) {
                haProxy(proxy, blocks.production(), findings);
            } else {
                findings.refuse("chat.exposure.by", "must be haproxy" + HERE, "another");
            }
        });
    }

    private static void haProxy(ExposureConfig.HaProxy proxy, boolean production, Findings findings) {
        if (proxy.plainHttp()) {
            proxy.certificate()
                    .ifPresent(certificate -> findings.refuse(
                            "chat.exposure.certificate",
                            "must be left out when chat.exposure.plainHttp is true",
                            certificate));
        } else if (proxy.port() == proxy.redirectPort()) {
            findings.refuse(
                    "chat.exposure.redirectPort",
                    "must be another than chat.exposure.port (" + proxy.port() + ")",
                    proxy.redirectPort());
        }
        ExposureRules.encryptedInProduction(proxy.plainHttp(), production, findings);
    }

    private static void chat(RocketChatConfig chat, Findings findings) {
        if (chat.autoscaling().isPresent()) {
            findings.refuse("chat.autoscaling", "must be left out" + HERE + ": set chat.replicas", "a block");
        }
        if (chat.isMicroservices()) {
            findings.refuse("chat.architecture", "must be monolith" + HERE, chat.architecture());
        }
        if (chat.settings().uploads() instanceof UploadsConfig.Filesystem) {
            findings.refuse(
                    "chat.settings.uploads.store",
                    "must be gridfs, s3 or gcs" + HERE + ": backups would not hold a folder of files",
                    "filesystem");
        }
    }

    private static void database(MongoDbConfig mongodb, Findings findings) {
        if (!mongodb.isOurs()) {
            findings.refuse(
                    "mongodb.external",
                    "must be left out" + HERE
                            + ": backups, exporters and accounts are those of the database that runs there",
                    "a block");
        }
    }

    /** Docker publishes a port to an address and knows no list of who may come. */
    private static void monitoring(MonitoringConfig monitoring, Findings findings) {
        if (!monitoring.dashboardAccess().equals(LOCALHOST)) {
            findings.refuse(
                    "monitoring.dashboardAccess",
                    "must be [127.0.0.1/32]" + HERE
                            + ": Grafana is reached there, or through ssh -L 3000:127.0.0.1:3000",
                    monitoring.dashboardAccess());
        }
        if (monitoring.grafana().isPresent()) {
            findings.refuse("monitoring.grafana", "must be left out" + HERE + ": it is on localhost only", "a block");
        }
    }

    private static void groups(RbacConfig rbac, Findings findings) {
        if (!rbac.equals(new RbacConfig(List.of(), List.of(), List.of()))) {
            findings.refuse(
                    "rbac", "must be left out" + HERE + ": whoever may use Docker may do everything", "a block");
        }
    }

    private static void machine(DockerConfig docker, Blocks blocks, Findings findings) {
        if (!docker.host().equals(DockerConfig.HERE)) {
            findings.refuse("cloud.host", "must be left out beside cloud.machine, which is the host", docker.host());
        }
        blocks.find(ExposureConfig.HaProxy.class)
                .filter(proxy -> proxy.address().startsWith("127."))
                .ifPresent(proxy -> findings.refuse(
                        "chat.exposure.address",
                        "must be 0.0.0.0 on a machine that others are to reach: cloud.machine.clients says who may",
                        proxy.address()));
    }

    private static void backups(BackupConfig backup, Findings findings) {
        switch (backup.store()) {
            case BackupStoreConfig.Directory directory -> {}
            case BackupStoreConfig.S3 s3 -> {}
            case BackupStoreConfig.Bucket bucket -> refuseStore(findings);
            case BackupStoreConfig.Volume volume -> refuseStore(findings);
        }
        if (!backup.schedule().equals(BackupConfig.EVERY_HOUR)) {
            findings.refuse(
                    "backup.schedule", "must be left out" + HERE + ": backups begin with each hour", backup.schedule());
        }
        if (!backup.restoreTest().equals(BackupConfig.EVERY_WEEK)) {
            findings.refuse(
                    "backup.restoreTest",
                    "must be left out" + HERE + ": the proof is made when the last one is a week old",
                    backup.restoreTest());
        }
    }

    private static void refuseStore(Findings findings) {
        findings.refuse("backup.store.in", "must be directory or s3" + HERE, "another");
    }
}
