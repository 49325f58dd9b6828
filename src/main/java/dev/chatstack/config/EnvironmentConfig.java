package dev.chatstack.config;

import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.config.outside.ProxyConfig;
import dev.chatstack.config.placement.PlacementConfig;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** One file of {@code config/}: everything that makes an environment. */
public record EnvironmentConfig(
        @About("true for an environment with real data: risks to the data are then errors instead of warnings")
        @Default("true")
        boolean production,

        @About("raise it by one to replace every generated password at the next deploy") @Default("1") @Min(1)
        int secretsRevision,

        @About("where Terraform keeps its state") StateConfig state,

        @About("cluster, cloud or machine on which the chat runs")
        CloudConfig cloud,

        @About("Istio service mesh; optional, without this block there is no mesh")
        Optional<MeshConfig> mesh,

        @About("metrics, logs, traces, dashboards and alerts; optional, without this block monitoring is not "
                + "installed")
        Optional<MonitoringConfig> monitoring,

        @About("the chat") ChatConfig chat,

        @About("MongoDB, the database of the chat") @Default("{}")
        MongoDbConfig mongodb,

        @About("backups of the database, and the weekly test of a restore") @Default("{}")
        BackupConfig backup,

        @About(
                "External Secrets Operator of the cluster: it creates the Secrets that this file names; without it, you create them")
        Optional<ExternalSecretsConfig> externalSecrets,

        @About("nodes, tolerations and priority of the pods, for chat, database and platform apart") @Default("{}")
        PlacementConfig placement,

        @About("additional groups with access to the chat's namespace") @Default("{}")
        RbacConfig rbac,

        @About("images and charts from your own registry, for a cluster or machine without internet access; "
                + "optional, without this block they come from their makers")
        Optional<ImagesConfig> images,

        @About("your own certificate authorities, which the chat, backups, alerts, dashboards and everything else then "
                + "trust in addition to the public ones; optional")
        Optional<CaBundleConfig> caBundle,

        @About("HTTP proxy for what goes to the internet, on a cluster that exists or a Docker host; optional")
        Optional<ProxyConfig> proxy) {
    /** The longest name of monitoring's namespace: names that the whole cluster shares begin with it. */
    public static final int MONITORING_NAMESPACE_LENGTH = 40;

    /** The namespace of what watches the environment; two environments of a cluster have two. */
    public String monitoringNamespace() {
        return monitoring.flatMap(MonitoringConfig::namespace).orElseGet(() -> monitoringOf(chat.namespace()));
    }

    /** The namespace of what watches a chat in the namespace {@code chat}, where the file names none. */
    public static String monitoringOf(String chat) {
        return chat + "-monitoring";
    }

    /** The same with every image from its makers. */
    public EnvironmentConfig withImagesOfTheirMakers() {
        return new EnvironmentConfig(
                production,
                secretsRevision,
                state,
                cloud,
                mesh,
                monitoring,
                chat,
                mongodb,
                backup,
                externalSecrets,
                placement,
                rbac,
                Optional.empty(),
                caBundle,
                proxy);
    }
}
