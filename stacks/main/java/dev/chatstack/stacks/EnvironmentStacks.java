package dev.chatstack.stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.config.DockerConfig;
import dev.chatstack.config.Environment;
import dev.chatstack.config.ExistingClusterConfig;
import java.util.List;
import java.util.Optional;

/** The stacks of one environment, in the order in which they are deployed. */
final class EnvironmentStacks {
    private static final String CLUSTER = "-cluster";
    private static final String PLATFORM = "-platform";
    private static final String CHAT = "-chat";

    private EnvironmentStacks() {}

    /** Names of the stacks of {@code environment}. */
    static List<String> names(Environment environment) {
        String name = environment.name();
        if (environment.config().cloud() instanceof DockerConfig) {
            return List.of(name);
        }
        boolean exists = environment.config().cloud() instanceof ExistingClusterConfig;
        return exists ? List.of(name + PLATFORM, name + CHAT) : List.of(name + CLUSTER, name + PLATFORM, name + CHAT);
    }

    /** Defines them in {@code app}; a {@code kubeconfig} replaces the cloud's sign-in. */
    static void define(App app, Environment environment, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        String name = environment.name();
        if (environment.config().cloud() instanceof DockerConfig docker) {
            finish(new DockerStack(app, name, environment, docker), environment);
            return;
        }
        CloudStacks cloud = CloudStacks.of(environment);
        Optional<TerraformStack> cluster = cloud.cluster(app, name + CLUSTER);
        TerraformStack platform = new PlatformStack(app, name + PLATFORM, environment, cloud, kubeconfig);
        TerraformStack chat = new ChatStack(app, name + CHAT, environment, stack -> cloud.find(stack, kubeconfig));
        cluster.ifPresent(platform::addDependency);
        chat.addDependency(platform);
        cluster.ifPresent(stack -> finish(stack, environment));
        finish(platform, environment);
        finish(chat, environment);
    }

    private static void finish(TerraformStack stack, Environment environment) {
        StateBackend.define(stack, stack.getNode().getId(), environment.config().state());
        // ephemeral resources and write-only arguments
        stack.addOverride("terraform.required_version", ">= 1.11.0");
    }
}
