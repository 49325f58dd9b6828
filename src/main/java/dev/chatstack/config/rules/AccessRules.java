package dev.chatstack.config.rules;

import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.MachineConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import java.util.List;

/** Nothing that administers an environment is open to the world. */
public final class AccessRules {
    private AccessRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(CloudConfig.class)
                .ifPresent(cloud -> refuseWorld("cloud.apiServerAccess", cloud.apiServerAccess(), findings));
        blocks.find(MachineConfig.class)
                .ifPresent(machine -> refuseWorld("cloud.machine.sshAccess", machine.sshAccess(), findings));
        blocks.find(MonitoringConfig.class)
                .ifPresent(monitoring ->
                        refuseWorld("monitoring.dashboardAccess", monitoring.dashboardAccess(), findings));
    }

    private static void refuseWorld(String path, List<String> cidrs, Findings findings) {
        if (cidrs.contains("0.0.0.0/0")) {
            findings.refuse(
                    path,
                    "must name the networks of the people who administer it, never the whole internet",
                    "0.0.0.0/0");
        }
    }
}
