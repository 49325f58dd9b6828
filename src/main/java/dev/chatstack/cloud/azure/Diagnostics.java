package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.log_analytics_workspace.LogAnalyticsWorkspace;
import com.hashicorp.cdktf.providers.azurerm.monitor_diagnostic_setting.MonitorDiagnosticSetting;
import com.hashicorp.cdktf.providers.azurerm.monitor_diagnostic_setting.MonitorDiagnosticSettingEnabledLog;
import dev.chatstack.cloud.azure.gateway.PublicGateway;
import dev.chatstack.config.cloud.azure.AzureLogsConfig;
import java.util.List;
import software.constructs.Construct;

/** A Log Analytics workspace, and what Azure's own parts write into it: the control plane, the gateway, the storage accounts. */
public final class Diagnostics extends Construct {
    /** Who changed what. Reads, which {@code kube-audit} would add, are nine tenths of the bill. */
    private static final List<String> CLUSTER_LOGS = List.of(
            "kube-audit-admin",
            "kube-apiserver",
            "kube-controller-manager",
            "kube-scheduler",
            "cloud-controller-manager",
            "cluster-autoscaler",
            "guard");

    private static final List<String> GATEWAY_LOGS =
            List.of("ApplicationGatewayAccessLog", "ApplicationGatewayFirewallLog");

    /** Who read, wrote or deleted people's data. */
    private static final List<String> STORAGE_LOGS = List.of("StorageRead", "StorageWrite", "StorageDelete");

    private final LogAnalyticsWorkspace workspace;

    /** Defines the workspace; nothing writes to it yet. */
    public Diagnostics(Construct scope, AzureNames names, EnvironmentGroups groups) {
        super(scope, "diagnostics");
        AzureLogsConfig config = names.config().logs();
        workspace = LogAnalyticsWorkspace.Builder.create(this, "Default")
                .name(names.logs())
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .sku("PerGB2018")
                .retentionInDays(config.days())
                .dailyQuotaGb(config.dailyGb())
                .localAuthenticationEnabled(false)
                .build();
    }

    /** Keeps the logs of the control plane. */
    public Diagnostics of(AksCluster cluster) {
        return keep("cluster", cluster.id(), CLUSTER_LOGS, Tables.PER_CATEGORY);
    }

    /** Keeps the logs of the gateway. */
    public Diagnostics of(PublicGateway gateway) {
        return keep("gateway", gateway.id(), GATEWAY_LOGS, Tables.PER_CATEGORY);
    }

    /** Keeps the record of who opened the storage account for {@code purpose}. */
    public Diagnostics of(PrivateStorage storage, String purpose) {
        return keep(purpose, storage.blobsId(), STORAGE_LOGS, Tables.FIXED);
    }

    /** Where the workspace puts the records of a resource. */
    private enum Tables {
        /** One table for each category, instead of one table for everything. */
        PER_CATEGORY,
        /** Storage has no such choice. Azure answers with null, and each plan would set the argument again. */
        FIXED
    }

    private Diagnostics keep(String name, String resourceId, List<String> categories, Tables tables) {
        MonitorDiagnosticSetting.Builder setting = MonitorDiagnosticSetting.Builder.create(this, name)
                .name("chatstack")
                .targetResourceId(resourceId)
                .logAnalyticsWorkspaceId(workspace.getId())
                .enabledLog(categories.stream()
                        .map(category -> MonitorDiagnosticSettingEnabledLog.builder()
                                .category(category)
                                .build())
                        .toList());
        if (tables == Tables.PER_CATEGORY) {
            setting.logAnalyticsDestinationType("Dedicated");
        }
        setting.build();
        return this;
    }
}
