package dev.chatstack.clouds.docker;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.clouds.HostMachine;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.doctor.Check;
import dev.chatstack.doctor.CloudChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.constructs.Construct;

/**
 * One machine with Docker.
 *
 * @param machine what makes it; empty when it is there already
 */
public record DockerCloud(DockerEngine engine, Environment environment, Optional<HostMachine> machine)
        implements HostCloud {
    @Override
    public List<String> stacks() {
        return machine.isEmpty() ? List.of(environment.name()) : List.of(engine.machineStack(), environment.name());
    }

    @Override
    public String secrets() {
        return engine.config().secrets();
    }

    @Override
    public String typed(UnaryOperator<String> terraform) {
        return engine.typed(terraform);
    }

    @Override
    public List<TerraformStack> define(Construct scope) {
        TerraformStack stack = new DockerStack(scope, environment.name(), this);
        if (machine.isEmpty()) {
            return List.of(stack);
        }
        TerraformStack made = machine.get().define(scope, engine.machineStack(), (ExposureConfig.HaProxy)
                environment.config().chat().exposure());
        stack.addDependency(made);
        return List.of(made, stack);
    }

    @Override
    public CloudChecks checks() {
        if (machine.isPresent()) {
            List<Check> checks = new ArrayList<>(machine.get().checks());
            checks.add(Check.succeeds("ssh", "install OpenSSH's client", "ssh", "-V"));
            return CloudChecks.ofMachine(checks);
        }
        String host = engine.config().host();
        Check answers = Check.succeeds("Docker engine at " + host, fix(host), "docker", "-H", host, "version");
        return new CloudChecks(false, List.of(answers, DockerKernel.check(host)), "the machine");
    }

    @Override
    public Optional<CloudBill> bill(Blueprint blueprint, Capacity capacity) {
        return machine.map(made -> made.bill(blueprint));
    }

    private static String fix(String host) {
        return host.startsWith("ssh:")
                ? "`ssh " + host
                        + " docker version` must work without a question: its key is known here, yours there, and its user is in the group docker"
                : "start it, or set cloud.host; https://docs.docker.com/engine/install says how to install one";
    }

    /** The engine as {@code stack} reaches it. */
    DockerHost.EngineAddress reachedFrom(TerraformStack stack) {
        return machine.map(made -> made.engine(stack))
                .orElseGet(() -> new DockerHost.EngineAddress(engine.config().host(), List.of()));
    }
}
