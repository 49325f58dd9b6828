package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.RbacConfig;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.DockerConfig;
import java.util.List;

/** What one machine with Docker cannot do, said before anybody waits for it. */
public final class DockerRules {
    private static final String HERE = " on a Docker host";
    private static final List<String> LOCALHOST = List.of("127.0.0.1/32");

    private DockerRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        boolean docker = config.cloud() instanceof DockerConfig;
        wayIn(docker, config, findings);
        backups(docker, config, findings);
        if (docker) {
            chat(config, findings);
            database(config, findings);
            dashboards(config, findings);
            grafana(config, findings);
            groups(config, findings);
            machine(config, (DockerConfig) config.cloud(), findings);
        }
    }

    private static void wayIn(boolean docker, EnvironmentConfig config, Findings findings) {
        if (config.cloud() == null || !(config.chat() instanceof RocketChatConfig chat) || chat.exposure() == null) {
            return;
        }
        boolean haProxy = chat.exposure() instanceof ExposureConfig.HaProxy;
        if (docker && haProxy) {
            haProxy((ExposureConfig.HaProxy) chat.exposure(), config, findings);
        } else if (docker) {
            findings.refuse("chat.exposure.by", "must be haproxy" + HERE, "another");
        } else if (haProxy) {
            findings.refuse("chat.exposure.by", "needs a Docker host: cloud.provider must be docker", "haproxy");
        }
    }

    private static void haProxy(ExposureConfig.HaProxy proxy, EnvironmentConfig config, Findings findings) {
        if (proxy.plainHttp() == null) {
            return;
        }
        if (proxy.plainHttp() && proxy.certificate() != null) {
            findings.refuse(
                    "chat.exposure.certificate",
                    "must be left out when chat.exposure.plainHttp is true",
                    proxy.certificate());
        }
        ExposureRules.encryptedInProduction(proxy.plainHttp(), config, findings);
        if (!proxy.plainHttp() && proxy.port() != null && proxy.port().equals(proxy.redirectPort())) {
            findings.refuse(
                    "chat.exposure.redirectPort",
                    "must be another than chat.exposure.port (" + proxy.port() + ")",
                    proxy.redirectPort());
        }
    }

    private static void chat(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat)) {
            return;
        }
        if (chat.autoscaling() != null) {
            findings.refuse("chat.autoscaling", "must be left out" + HERE + ": set chat.replicas", "a block");
        }
        if (chat.isMicroservices()) {
            findings.refuse("chat.architecture", "must be monolith" + HERE, chat.architecture());
        }
        if (chat.settings() != null && chat.settings().uploads() instanceof UploadsConfig.Filesystem) {
            findings.refuse(
                    "chat.settings.uploads.store",
                    "must be gridfs, s3 or gcs" + HERE + ": backups would not hold a folder of files",
                    "filesystem");
        }
    }

    private static void database(EnvironmentConfig config, Findings findings) {
        if (config.mongodb() != null && config.mongodb().external() != null) {
            findings.refuse(
                    "mongodb.external",
                    "must be left out" + HERE
                            + ": backups, exporters and accounts are those of the database that runs there",
                    "a block");
        }
    }

    /** Docker publishes a port to an address and knows no list of who may come. */
    private static void dashboards(EnvironmentConfig config, Findings findings) {
        if (config.monitoring() != null
                && config.monitoring().dashboardAccess() != null
                && !config.monitoring().dashboardAccess().equals(LOCALHOST)) {
            findings.refuse(
                    "monitoring.dashboardAccess",
                    "must be [127.0.0.1/32]" + HERE
                            + ": Grafana is reached there, or through ssh -L 3000:127.0.0.1:3000",
                    config.monitoring().dashboardAccess());
        }
    }

    private static void grafana(EnvironmentConfig config, Findings findings) {
        if (config.monitoring() != null && config.monitoring().grafana() != null) {
            findings.refuse("monitoring.grafana", "must be left out" + HERE + ": it is on localhost only", "a block");
        }
    }

    private static void groups(EnvironmentConfig config, Findings findings) {
        RbacConfig rbac = config.rbac();
        if (rbac != null && !rbac.equals(new RbacConfig(List.of(), List.of(), List.of()))) {
            findings.refuse(
                    "rbac", "must be left out" + HERE + ": whoever may use Docker may do everything", "a block");
        }
    }

    private static void machine(EnvironmentConfig config, DockerConfig docker, Findings findings) {
        if (docker.machine() == null) {
            return;
        }
        if (docker.host() != null && !docker.host().equals(DockerConfig.HERE)) {
            findings.refuse("cloud.host", "must be left out beside cloud.machine, which is the host", docker.host());
        }
        if (config.chat() instanceof RocketChatConfig chat
                && chat.exposure() instanceof ExposureConfig.HaProxy proxy
                && proxy.address() != null
                && proxy.address().startsWith("127.")) {
            findings.refuse(
                    "chat.exposure.address",
                    "must be 0.0.0.0 on a machine that others are to reach: cloud.machine.clients says who may",
                    proxy.address());
        }
    }

    private static void backups(boolean docker, EnvironmentConfig config, Findings findings) {
        BackupConfig backup = config.backup();
        if (backup == null || config.cloud() == null) {
            return;
        }
        boolean directory = backup.store() instanceof BackupStoreConfig.Directory;
        if (docker && !directory && !(backup.store() instanceof BackupStoreConfig.S3)) {
            findings.refuse("backup.store.in", "must be directory or s3" + HERE, "another");
        }
        if (!docker && directory) {
            findings.refuse("backup.store.in", "needs a Docker host: cloud.provider must be docker", "directory");
        }
        if (docker && !BackupConfig.EVERY_HOUR.equals(backup.schedule())) {
            findings.refuse(
                    "backup.schedule", "must be left out" + HERE + ": backups begin with each hour", backup.schedule());
        }
        if (docker && !BackupConfig.EVERY_WEEK.equals(backup.restoreTest())) {
            findings.refuse(
                    "backup.restoreTest",
                    "must be left out" + HERE + ": the proof is made when the last one is a week old",
                    backup.restoreTest());
        }
    }
}
