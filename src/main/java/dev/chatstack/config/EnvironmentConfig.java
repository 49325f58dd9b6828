package dev.chatstack.config;

import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** One file of {@code config/}: everything that makes an environment. */
public record EnvironmentConfig(
        @About("people work with it: what puts their data at risk is refused rather than warned of")
        @Default("true")
        @NotNull
        Boolean production,

        @About("raise it by one to replace every generated password at the next deploy") @Default("1") @NotNull @Min(1)
        Integer secretsRevision,

        @About("where Terraform keeps what it knows") @NotNull @Valid
        StateConfig state,

        @About("where it runs") @NotNull @Valid CloudConfig cloud,

        @About("Istio; leave it out to run without a mesh") @Valid
        MeshConfig mesh,

        @About("Prometheus and Grafana; leave it out to run without") @Valid
        MonitoringConfig monitoring,

        @About("the chat") @NotNull @Valid ChatConfig chat,

        @About("its database") @Default("{}") @NotNull @Valid
        MongoDbConfig mongodb,

        @About("backups of the database, and their proof") @Default("{}") @NotNull @Valid
        BackupConfig backup,

        @About("who else than the cluster's administrators may work with the chat") @Default("{}") @NotNull @Valid
        RbacConfig rbac) {
    /** Whether people work with it; a file that does not say is treated as if they did. */
    public boolean isProduction() {
        return !Boolean.FALSE.equals(production);
    }
}
