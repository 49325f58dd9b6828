package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.DockerConfig;
import java.util.List;

/** Nothing that administers an environment is open to the world. */
public final class AccessRules {
    private AccessRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        if (config.cloud() != null) {
            refuseWorld("cloud.apiServerAccess", config.cloud().apiServerAccess(), findings);
        }
        if (config.cloud() instanceof DockerConfig docker) {
            docker.made().ifPresent(machine -> refuseWorld("cloud.machine.sshAccess", machine.sshAccess(), findings));
        }
        if (config.monitoring() != null) {
            refuseWorld("monitoring.dashboardAccess", config.monitoring().dashboardAccess(), findings);
        }
    }

    private static void refuseWorld(String path, List<String> cidrs, Findings findings) {
        if (cidrs != null && cidrs.contains("0.0.0.0/0")) {
            findings.refuse(
                    path,
                    "must name the networks of the people who administer it, never the whole internet",
                    "0.0.0.0/0");
        }
    }
}
