package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesCluster;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesClusterMaintenanceWindowAutoUpgrade;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesClusterMaintenanceWindowNodeOs;

/** Patches of Kubernetes and of the nodes come automatically, on Sunday night. A minor version is a decision of a person. */
final class Maintenance {
    private static final String WEEKLY = "Weekly";
    private static final String DAY = "Sunday";

    /** UTC; most of Europe and America sleeps or is about to. */
    private static final String START = "02:00";

    private static final String UTC = "+00:00";

    /** AKS accepts no less than four. */
    private static final int HOURS = 4;

    private Maintenance() {}

    static void define(KubernetesCluster.Builder cluster) {
        cluster.automaticUpgradeChannel("patch")
                .nodeOsUpgradeChannel("NodeImage")
                .maintenanceWindowAutoUpgrade(KubernetesClusterMaintenanceWindowAutoUpgrade.builder()
                        .frequency(WEEKLY)
                        .interval(1)
                        .dayOfWeek(DAY)
                        .startTime(START)
                        .utcOffset(UTC)
                        .duration(HOURS)
                        .build())
                .maintenanceWindowNodeOs(KubernetesClusterMaintenanceWindowNodeOs.builder()
                        .frequency(WEEKLY)
                        .interval(1)
                        .dayOfWeek(DAY)
                        .startTime(START)
                        .utcOffset(UTC)
                        .duration(HOURS)
                        .build());
    }
}
