package dev.chatstack.clouds.google;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.cloud.google.ExistingMachine;
import dev.chatstack.cloud.google.MachineNames;
import dev.chatstack.clouds.HostMachine;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** A machine of Compute Engine. */
public record GoogleMachine(MachineNames names) implements HostMachine {
    @Override
    public TerraformStack define(Construct scope, String id, ExposureConfig.HaProxy exposure) {
        return new MachineStack(scope, id, names, exposure);
    }

    @Override
    public DockerHost.EngineAddress engine(TerraformStack stack) {
        GoogleCloud.provider(
                stack,
                names.config().project(),
                names.config().region(),
                new ResourceTags(names.config().labels()));
        // nobody has ever signed in to a machine that was just made: its key is kept at the first time
        return new DockerHost.EngineAddress(
                new ExistingMachine(stack, names).engine(), List.of("-o", "StrictHostKeyChecking=accept-new"));
    }

    @Override
    public CloudBill bill(Blueprint blueprint) {
        return new GoogleMachineBill(blueprint);
    }

    @Override
    public List<Check> checks() {
        List<Check> checks =
                new ArrayList<>(GoogleChecks.ofProject(names.config().project()));
        names.config().network().existing().ifPresent(network -> {
            checks.add(Check.answers(
                    network.network(),
                    "network of the subnetwork " + network.subnetwork(),
                    "ask the owner of the network, or correct cloud.machine.network.existing",
                    GoogleChecks.describeSubnetwork(
                                    network.subnetwork(),
                                    names.config().region(),
                                    names.networkProject(),
                                    "value(network.basename())")
                            .toArray(String[]::new)));
            network.networkProject().ifPresent(host -> {
                checks.add(rule(network.network(), "chat", names.config().clients(), "80,tcp:443"));
                checks.add(rule(network.network(), "ssh", names.config().sshAccess(), "22"));
            });
        });
        return checks;
    }

    private Check rule(String network, String purpose, List<String> from, String ports) {
        return GoogleChecks.firewallRule(
                names.named(purpose),
                names.networkProject(),
                network,
                "--source-ranges " + String.join(",", from) + " --target-tags " + names.machine() + " --allow tcp:"
                        + ports);
    }
}
