package dev.chatstack.doctor;

import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.GoogleMachineConfig;
import java.util.ArrayList;
import java.util.List;
import dev.chatstack.config.cloud.MachineConfig;

/** What {@link Doctor} asks of a Docker host: whether its engine answers, or whether its machine can be made. */
final class DockerChecks {
    private DockerChecks() {}

    static List<Check> of(DockerConfig docker) {
        return docker.machine()
                .map(DockerChecks::machine)
                .orElseGet(() -> List.of(Check.succeeds(
                        "Docker engine at " + docker.host(),
                        fix(docker.host()),
                        "docker",
                        "-H",
                        docker.host(),
                        "version")));
    }

    private static List<Check> machine(MachineConfig machine) {
        List<Check> checks = new ArrayList<>(
                switch (machine) {
                    case GoogleMachineConfig google -> GoogleChecks.ofProject(google.project());
                });
        checks.add(Check.succeeds("ssh", "install OpenSSH's client", "ssh", "-V"));
        return checks;
    }

    private static String fix(String host) {
        return host.startsWith("ssh:")
                ? "`ssh " + host
                        + " docker version` must work without a question: its key is known here, yours there, and its user is in the group docker"
                : "start it, or set cloud.host; https://docs.docker.com/engine/install says how to install one";
    }
}
