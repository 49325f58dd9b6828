package dev.chatstack.stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stacks of one environment, in the order in which they are deployed. */
public final class EnvironmentStacks {
    private static final String CLUSTER = "-cluster";
    private static final String PLATFORM = "-platform";
    private static final String CHAT = "-chat";

    private EnvironmentStacks() {}

    /** Names of the stacks of {@code environment}. */
    public static List<String> names(Environment environment) {
        return names(environment, Clouds.of(environment));
    }

    private static List<String> names(Environment environment, Cloud cloud) {
        return switch (cloud) {
            case HostCloud host -> host.stacks();
            case ClusterCloud cluster ->
                Stream.concat(cluster.cluster().stream().map(made -> CLUSTER), Stream.of(PLATFORM, CHAT))
                        .map(environment.name()::concat)
                        .toList();
        };
    }

    /** Reads the stacks of {@code environment} that were written to {@code output}. */
    public static Blueprint read(Environment environment, Path output) {
        return read(environment, Clouds.of(environment), output);
    }

    /** The same for an environment in {@code cloud}. */
    static Blueprint read(Environment environment, Cloud cloud, Path output) {
        return Blueprint.read(environment.name(), output, names(environment, cloud));
    }

    /** Defines them in {@code app}; a {@code kubeconfig} replaces the cloud's sign-in. */
    public static void define(App app, Environment environment, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        define(app, environment, Clouds.of(environment), kubeconfig);
    }

    /** The same for an environment in {@code cloud}. */
    static void define(App app, Environment environment, Cloud cloud, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        List<TerraformStack> stacks =
                switch (cloud) {
                    case HostCloud host -> host.define(app);
                    case ClusterCloud cluster -> inCluster(app, environment, cluster, kubeconfig);
                };
        stacks.forEach(stack -> finish(stack, environment));
    }

    /** Defines in {@code app} only the stack that makes the cluster of {@code environment}: the one that depends on its nodes. */
    public static void defineCluster(App app, Environment environment) {
        if (Clouds.of(environment) instanceof ClusterCloud cloud) {
            cluster(app, environment, cloud).ifPresent(stack -> finish(stack, environment));
        }
    }

    private static Optional<TerraformStack> cluster(App app, Environment environment, ClusterCloud cloud) {
        return cloud.cluster().map(made -> made.define(app, environment.name() + CLUSTER));
    }

    private static void finish(TerraformStack stack, Environment environment) {
        Clouds.state(environment).keep(stack, stack.getNode().getId());
        // ephemeral resources and write-only arguments
        stack.addOverride("terraform.required_version", ">= 1.11.0");
    }

    private static List<TerraformStack> inCluster(
            App app, Environment environment, ClusterCloud cloud, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        String name = environment.name();
        Optional<TerraformStack> cluster = cluster(app, environment, cloud);
        TerraformStack platform = new PlatformStack(app, name + PLATFORM, environment, cloud, kubeconfig);
        TerraformStack chat = new ChatStack(app, name + CHAT, environment, cloud, kubeconfig);
        cluster.ifPresent(platform::addDependency);
        chat.addDependency(platform);
        return Stream.concat(cluster.stream(), Stream.of(platform, chat)).toList();
    }
}
