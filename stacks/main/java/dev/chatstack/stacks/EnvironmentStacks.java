package dev.chatstack.stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.google.ExistingGkeCluster;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.config.Environment;
import dev.chatstack.config.GoogleConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The stacks of one environment, in the order in which they are deployed. */
final class EnvironmentStacks {
    private EnvironmentStacks() {}

    /** Names of the stacks of {@code environment}. */
    static List<String> names(Environment environment) {
        String name = environment.name();
        return List.of(name + "-cluster", name + "-platform", name + "-chat");
    }

    /** Defines them in {@code app}; a {@code kubeconfig} replaces the cloud's sign-in. */
    static void define(App app, Environment environment, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        List<String> names = names(environment);
        GoogleConfig google = (GoogleConfig) environment.config().cloud();
        GoogleNames googleNames = new GoogleNames(environment.name(), google);
        Function<TerraformStack, KubernetesCluster> cluster = stack -> {
            if (kubeconfig.isEmpty()) {
                GoogleProviders.define(stack, google);
            }
            return new ExistingGkeCluster(stack, googleNames, kubeconfig);
        };

        TerraformStack clusterStack = new GoogleClusterStack(app, names.get(0), googleNames);
        TerraformStack platformStack = new PlatformStack(app, names.get(1), environment.config(), cluster);
        TerraformStack chatStack = new ChatStack(app, names.get(2), environment.config(), cluster);
        platformStack.addDependency(clusterStack);
        chatStack.addDependency(platformStack);
        List.of(clusterStack, platformStack, chatStack).forEach(stack -> {
            StateBackend.define(
                    stack, stack.getNode().getId(), environment.config().state());
            // ephemeral resources and write-only arguments
            stack.addOverride("terraform.required_version", ">= 1.11.0");
        });
    }
}
