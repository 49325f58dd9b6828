package dev.chatstack.cli.life;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.Workplace;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.verify.Checks;
import dev.chatstack.verify.Report;
import dev.chatstack.verify.security.SecurityChecks;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A running environment and what its file says of it. */
record Live(Workplace workplace, Environment environment) {
    /** Examines it; {@code each} gets every result at once. */
    Report examine(Checks.More more, Consumer<Report.Result> each) {
        return workplace.synthesis(List.of(environment)).inTemporaryFolder(stacks -> {
            Blueprint blueprint = EnvironmentStacks.read(environment, stacks);
            Checks checks = new Checks(environment, blueprint, more, Clock.systemUTC());
            return reach(
                    cluster -> Report.of(environment.name(), checks.in(cluster), each),
                    host -> Report.of(environment.name(), checks.on(host), each));
        });
    }

    /** Examines how closed it is; {@code each} gets every result at once. */
    Report examineSecurity(Consumer<Report.Result> each) {
        if (!(Clouds.of(environment) instanceof ClusterCloud cloud)) {
            throw new UserError(environment.name()
                    + ": verify --security needs a cluster. docs/security.md says what holds on a Docker host");
        }
        return workplace.synthesis(List.of(environment)).inTemporaryFolder(stacks -> {
            SecurityChecks checks = new SecurityChecks(EnvironmentStacks.read(environment, stacks), cloud);
            return reach(
                    cluster -> Report.of(environment.name(), checks.in(cluster), each),
                    host -> Report.of(environment.name(), List.of(), each));
        });
    }

    /** What one of the two finds, whichever the environment is. */
    <T> T reach(Function<LiveCluster, T> inCluster, Function<DockerHost, T> onHost) {
        return switch (Clouds.of(environment)) {
            case ClusterCloud cluster -> {
                try (Kubectl kubectl = Kubectl.signIn(cluster, workplace.kubeconfig())) {
                    yield inCluster.apply(new LiveCluster(kubectl));
                }
            }
            case HostCloud host -> onHost.apply(new DockerHost(workplace.engine(host)));
        };
    }
}
