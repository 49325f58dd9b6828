package dev.chatstack.cli.life;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.Workplace;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.host.Terraform;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.verify.Checks;
import dev.chatstack.verify.Report;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** A running environment and what its file says of it. */
record Live(Workplace workplace, Environment environment) {
    /** Examines it; {@code each} gets every result at once. */
    Report examine(boolean alert, Consumer<Report.Result> each) {
        return workplace.synthesis(List.of(environment)).inTemporaryFolder(stacks -> {
            Blueprint blueprint = EnvironmentStacks.read(environment, stacks);
            Checks checks = new Checks(environment, blueprint, alert, Clock.systemUTC());
            return switch (Clouds.of(environment)) {
                case ClusterCloud cluster -> {
                    try (Kubectl kubectl = Kubectl.signIn(cluster, workplace.kubeconfig())) {
                        yield Report.of(environment.name(), checks.in(new LiveCluster(kubectl)), each);
                    }
                }
                case HostCloud host -> Report.of(environment.name(), checks.on(machine(host)), each);
            };
        });
    }

    DockerHost machine(HostCloud host) {
        return new DockerHost(host.engine().orElseGet(() -> new Terraform(
                        workplace
                                .output()
                                .resolve("stacks")
                                .resolve(host.stacks().get(0)),
                        workplace.variables())
                .answer("output", "-raw", DockerEngine.OUTPUT)));
    }
}
