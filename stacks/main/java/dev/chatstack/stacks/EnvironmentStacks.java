package dev.chatstack.stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.google.MachineNames;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.GoogleMachineConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import dev.chatstack.config.cloud.MachineConfig;

/** The stacks of one environment, in the order in which they are deployed. */
public final class EnvironmentStacks {
    private static final String CLUSTER = "-cluster";
    private static final String PLATFORM = "-platform";
    private static final String CHAT = "-chat";

    private EnvironmentStacks() {}

    /** Names of the stacks of {@code environment}. */
    public static List<String> names(Environment environment) {
        String name = environment.name();
        if (environment.config().cloud() instanceof DockerConfig docker) {
            return docker.machine().isEmpty()
                    ? List.of(name)
                    : List.of(new Engine(environment, docker).machineStack(), name);
        }
        boolean exists = environment.config().cloud() instanceof ExistingClusterConfig;
        return exists ? List.of(name + PLATFORM, name + CHAT) : List.of(name + CLUSTER, name + PLATFORM, name + CHAT);
    }

    /**
     * Reads the resources whose type is {@code wanted} of the stacks of {@code environment}, which were written to {@code output}.
     */
    public static Blueprint read(Environment environment, Path output, Predicate<String> wanted) {
        return Blueprint.read(environment.name(), output, names(environment), wanted);
    }

    /** Defines them in {@code app}; a {@code kubeconfig} replaces the cloud's sign-in. */
    public static void define(App app, Environment environment, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        String name = environment.name();
        if (environment.config().cloud() instanceof DockerConfig docker) {
            dockerHost(app, environment, new Engine(environment, docker));
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

    private static void dockerHost(App app, Environment environment, Engine engine) {
        TerraformStack stack = new DockerStack(app, environment.name(), environment, engine);
        engine.config().machine().ifPresent(machine -> {
            TerraformStack before = machine(app, environment, engine, machine);
            stack.addDependency(before);
            finish(before, environment);
        });
        finish(stack, environment);
    }

    private static TerraformStack machine(App app, Environment environment, Engine engine, MachineConfig machine) {
        ExposureConfig.HaProxy proxy =
                (ExposureConfig.HaProxy) environment.config().chat().exposure();
        return switch (machine) {
            case GoogleMachineConfig google ->
                new MachineStack(app, engine.machineStack(), new MachineNames(environment.name(), google), proxy);
        };
    }

    private static void finish(TerraformStack stack, Environment environment) {
        StateBackend.define(stack, stack.getNode().getId(), environment.config().state());
        // ephemeral resources and write-only arguments
        stack.addOverride("terraform.required_version", ">= 1.11.0");
    }
}
