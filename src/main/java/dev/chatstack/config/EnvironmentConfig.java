package dev.chatstack.config;

import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** One file of {@code config/}: everything that makes an environment. */
public record EnvironmentConfig(
        @About("people work with it: what puts their data at risk is refused rather than warned of") @Default("true")
        boolean production,

        @About("raise it by one to replace every generated password at the next deploy") @Default("1") @Min(1)
        int secretsRevision,

        @About("where Terraform keeps what it knows") StateConfig state,

        @About("where it runs") CloudConfig cloud,

        @About("Istio; leave it out to run without a mesh") Optional<MeshConfig> mesh,

        @About("Prometheus and Grafana; leave it out to run without")
        Optional<MonitoringConfig> monitoring,

        @About("the chat") ChatConfig chat,

        @About("its database") @Default("{}") MongoDbConfig mongodb,

        @About("backups of the database, and their proof") @Default("{}")
        BackupConfig backup,

        @About("who else than the cluster's administrators may work with the chat") @Default("{}")
        RbacConfig rbac) {}
