package dev.chatstack.clouds.docker;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.clouds.HostMachine;
import dev.chatstack.clouds.Kept;
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
public record DockerCloud(DockerEngine where, Environment environment, Optional<HostMachine> machine)
        implements HostCloud {
    @Override
    public List<String> stacks() {
        return machine.isEmpty() ? List.of(environment.name()) : List.of(where.machineStack(), environment.name());
    }

    @Override
    public String secrets() {
        return where.config().secrets();
    }

    @Override
    public Optional<String> engine() {
        return machine.isEmpty() ? Optional.of(where.config().host()) : Optional.empty();
    }

    @Override
    public String typed(UnaryOperator<String> terraform) {
        return where.typed(terraform);
    }

    @Override
    public List<TerraformStack> define(Construct scope) {
        TerraformStack stack = new DockerStack(scope, environment.name(), this);
        if (machine.isEmpty()) {
            return List.of(stack);
        }
        TerraformStack made = machine.get().define(scope, where.machineStack(), (ExposureConfig.HaProxy)
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
        String host = where.config().host();
        Check answers = Check.succeeds("Docker engine at " + host, fix(host), "docker", "-H", host, "version");
        return new CloudChecks(false, List.of(answers, DockerKernel.check(host)), "the machine");
    }

    @Override
    public List<Kept> kept() {
        List<Kept> kept = new ArrayList<>();
        kept.add(new Kept(
                "volumes with messages, passwords and metrics, for the next up",
                "docker -H " + typed("terraform -chdir=cdktf.out/stacks/%s"::formatted) + " volume ls --filter name="
                        + environment.name() + "-",
                "./chatstack down -e " + environment.name() + " --delete-data"));
        machine.ifPresent(made -> kept.add(new Kept(
                "the machine and its disks, which cost as before",
                "terraform -chdir=cdktf.out/stacks/" + where.machineStack() + " output",
                "terraform -chdir=cdktf.out/stacks/" + where.machineStack() + " destroy")));
        return kept;
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
                .orElseGet(() -> new DockerHost.EngineAddress(where.config().host(), List.of()));
    }
}
