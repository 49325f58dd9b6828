package dev.chatstack.config.rules;

import dev.chatstack.config.ExternalSecretsConfig;
import dev.chatstack.config.RbacConfig;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.AutoscalingConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.GoogleMachineConfig;
import dev.chatstack.config.cloud.MachineConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.monitoring.GrafanaConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import java.nio.file.Path;
import java.util.List;

/** What one machine with Docker cannot do, said before anybody waits for it. */
public final class DockerRules {
    private static final String HERE = " on a Docker host";
    private static final String NEAR = "(127|10)\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*";
    private static final List<String> LOCALHOST = List.of("127.0.0.1/32");

    private DockerRules() {}

    public static void check(Blocks blocks, Findings findings) {
        if (blocks.has(DockerConfig.class)) {
            wayIn(blocks, findings);
            blocks.find(BackupConfig.class)
                    .filter(backup -> !blocks.has(ExternalMongoDbConfig.class))
                    .ifPresent(backup -> backups(backup, findings));
            chat(blocks, findings);
            monitoring(blocks, findings);
            blocks.find(RbacConfig.class).ifPresent(rbac -> groups(rbac, findings));
            machine(blocks, findings);
            machineLetsTheAuthorityIn(blocks, findings);
            foldersAreApart(blocks, findings);
        } else if (blocks.has(CloudConfig.class)) {
            elsewhere(blocks, findings);
        }
    }

    /** What only a Docker host has. */
    private static void elsewhere(Blocks blocks, Findings findings) {
        String needs = "needs a Docker host: cloud.provider must be docker";
        if (blocks.has(RocketChatConfig.class) && blocks.has(ExposureConfig.HaProxy.class)) {
            findings.refuse("chat.exposure.by", needs, "haproxy");
        }
        if (blocks.has(BackupStoreConfig.Directory.class)) {
            findings.refuse("backup.store.in", needs, "directory");
        }
    }

    private static void wayIn(Blocks blocks, Findings findings) {
        if (!blocks.has(RocketChatConfig.class) || !blocks.has(ExposureConfig.class)) {
            return;
        }
        if (!blocks.has(ExposureConfig.HaProxy.class)) {
            findings.refuse("chat.exposure.by", "must be haproxy" + HERE, "another");
        }
        blocks.find(ExposureConfig.HaProxy.class).ifPresent(proxy -> haProxy(proxy, blocks.production(), findings));
    }

    private static void haProxy(ExposureConfig.HaProxy proxy, boolean production, Findings findings) {
        if (proxy.behindProxy()) {
            behindProxy(proxy, findings);
        } else if (proxy.plainHttp()) {
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
        portIsFree("chat.exposure.port", proxy.port(), findings);
        proxy.acme().ifPresent(acme -> acme(proxy, findings));
        if (!proxy.isPlain()) {
            portIsFree("chat.exposure.redirectPort", proxy.redirectPort(), findings);
        }
        ExposureRules.encryptedInProduction(proxy.plainHttp(), production, findings);
    }

    /** Where anybody may come, the word of a proxy about people's addresses is worth nothing, and passwords travel in the clear. */
    private static void behindProxy(ExposureConfig.HaProxy proxy, Findings findings) {
        String beside = "must be left out with chat.exposure.behindProxy, for that proxy ends TLS";
        proxy.certificate().ifPresent(certificate -> findings.refuse("chat.exposure.certificate", beside, certificate));
        proxy.acme().ifPresent(acme -> findings.refuse("chat.exposure.acme", beside, "a block"));
        if (proxy.plainHttp()) {
            findings.refuse("chat.exposure.plainHttp", beside, true);
        }
        if (!proxy.address().matches(NEAR)) {
            findings.refuse(
                    "chat.exposure.address",
                    "must be 127.0.0.1, or a private address that only your proxy reaches, such as 172.17.0.1 for one in a container",
                    proxy.address());
        }
        if (proxy.port() == 443) {
            findings.refuse(
                    "chat.exposure.port",
                    "must be the port to which your proxy connects, such as 8080; 443 is its own",
                    proxy.port());
        }
    }

    /** Authorities ask on port 80 alone, from addresses that nobody knows before. */
    private static void acme(ExposureConfig.HaProxy proxy, Findings findings) {
        if (proxy.plainHttp()) {
            findings.refuse("chat.exposure.acme", "must be left out when chat.exposure.plainHttp is true", "a block");
        }
        proxy.certificate()
                .ifPresent(certificate -> findings.refuse(
                        "chat.exposure.certificate", "must be left out with chat.exposure.acme", certificate));
        if (!proxy.behindProxy() && proxy.address().startsWith("127.")) {
            findings.refuse(
                    "chat.exposure.address",
                    "must be 0.0.0.0, or a public address of the host, with chat.exposure.acme: the authority connects to port 80",
                    proxy.address());
        }
        if (proxy.redirectPort() != 80) {
            findings.refuse(
                    "chat.exposure.redirectPort",
                    "must be 80 with chat.exposure.acme: the authority connects to no other port",
                    proxy.redirectPort());
        }
    }

    private static void portIsFree(String path, int port, Findings findings) {
        if (port == 22 || port == 3000) {
            findings.refuse(
                    path, "must be another port: " + (port == 22 ? "SSH" : "Grafana") + " listens there" + HERE, port);
        }
    }

    private static void chat(Blocks blocks, Findings findings) {
        if (blocks.has(RocketChatConfig.class) && blocks.has(AutoscalingConfig.class)) {
            findings.refuse("chat.autoscaling", "must be left out" + HERE + ": set chat.replicas", "a block");
        }
        blocks.find(RocketChatConfig.class)
                .filter(RocketChatConfig::isMicroservices)
                .ifPresent(
                        chat -> findings.refuse("chat.architecture", "must be monolith" + HERE, chat.architecture()));
        if (blocks.has(UploadsConfig.Filesystem.class)) {
            findings.refuse(
                    "chat.settings.uploads.store",
                    "must be gridfs, s3 or gcs" + HERE + ": backups would not hold a folder of files",
                    "filesystem");
        }
        if (blocks.has(ExternalSecretsConfig.class)) {
            findings.refuse(
                    "externalSecrets",
                    "must be left out" + HERE + ": put files into cloud.secrets; ./chatstack secrets says which",
                    "a block");
        }
        blocks.find(ExternalMongoDbConfig.class)
                .flatMap(ExternalMongoDbConfig::namespace)
                .ifPresent(namespace -> findings.refuse(
                        "mongodb.external.namespace",
                        "must be left out" + HERE + ", which has no namespaces; containers reach every address",
                        namespace));
    }

    /** Docker publishes a port to an address and knows no list of who may come. */
    private static void monitoring(Blocks blocks, Findings findings) {
        blocks.find(MonitoringConfig.class)
                .map(MonitoringConfig::dashboardAccess)
                .filter(networks -> !networks.isEmpty() && !networks.equals(LOCALHOST))
                .ifPresent(networks -> findings.refuse(
                        "monitoring.dashboardAccess",
                        "must be left out" + HERE
                                + ": Grafana answers on 127.0.0.1:3000, and from elsewhere through ssh -L 3000:127.0.0.1:3000",
                        networks));
        if (blocks.has(GrafanaConfig.class)) {
            findings.refuse("monitoring.grafana", "must be left out" + HERE + ": it is on localhost only", "a block");
        }
    }

    private static void groups(RbacConfig rbac, Findings findings) {
        if (!rbac.equals(new RbacConfig(List.of(), List.of(), List.of()))) {
            findings.refuse(
                    "rbac", "must be left out" + HERE + ": everyone who can use Docker has all rights", "a block");
        }
    }

    private static void machine(Blocks blocks, Findings findings) {
        if (!blocks.has(MachineConfig.class)) {
            return;
        }
        blocks.find(DockerConfig.class)
                .filter(docker -> !docker.host().equals(DockerConfig.HERE))
                .ifPresent(docker -> findings.refuse(
                        "cloud.host",
                        "must be left out with cloud.machine, because the machine is the host",
                        docker.host()));
        blocks.find(ExposureConfig.HaProxy.class)
                .filter(proxy -> proxy.address().startsWith("127.") && !proxy.behindProxy())
                .ifPresent(proxy -> findings.refuse(
                        "chat.exposure.address",
                        "must be 0.0.0.0 on a machine that others are to reach: cloud.machine.clients says who may",
                        proxy.address()));
    }

    /** Its firewall keeps the authority out, too. */
    private static void machineLetsTheAuthorityIn(Blocks blocks, Findings findings) {
        blocks.find(GoogleMachineConfig.class)
                .filter(machine -> blocks.has(ExposureConfig.AcmeConfig.class)
                        && !machine.clients().contains("0.0.0.0/0"))
                .ifPresent(machine -> findings.refuse(
                        "cloud.machine.clients",
                        "must be [0.0.0.0/0] with chat.exposure.acme: nobody knows from where the authority connects",
                        machine.clients()));
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

    /** What people keep secret must not become a part of what is backed up, nor change its owner with it. */
    private static void foldersAreApart(Blocks blocks, Findings findings) {
        blocks.find(DockerConfig.class).map(DockerConfig::secrets).ifPresent(secrets -> blocks.find(
                        BackupStoreConfig.Directory.class)
                .map(BackupStoreConfig.Directory::path)
                .filter(path ->
                        Path.of(path).startsWith(secrets) || Path.of(secrets).startsWith(path))
                .ifPresent(path -> findings.refuse(
                        "backup.store.path",
                        "must be another folder than cloud.secrets (" + secrets + "), neither in it nor around it",
                        path)));
    }

    private static void refuseStore(Findings findings) {
        findings.refuse("backup.store.in", "must be directory or s3" + HERE, "another");
    }
}
