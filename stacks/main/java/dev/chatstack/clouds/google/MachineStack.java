package dev.chatstack.clouds.google;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.cloud.google.DockerMachine;
import dev.chatstack.cloud.google.MachineNames;
import dev.chatstack.cloud.google.ProjectServices;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.StackOutput;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Literal;
import java.util.List;
import java.util.stream.Stream;
import software.constructs.Construct;

/** The machine of an environment on a Docker host, where it is made for it. */
final class MachineStack extends TerraformStack {
    MachineStack(Construct scope, String id, MachineNames names, ExposureConfig.HaProxy exposure) {
        super(scope, id);
        GoogleCloud.provider(
                this,
                names.config().project(),
                names.config().region(),
                new ResourceTags(names.config().labels()));
        DockerMachine machine = new DockerMachine(
                this,
                names,
                Literal.of(ConfigFiles.resource("/docker/machine.sh")),
                ports(exposure),
                ProjectServices.ofMachine(this));
        StackOutput.define(this, "address", "the DNS record of the chat's host name points here", machine.address());
        StackOutput.define(this, DockerEngine.OUTPUT, "its Docker engine: docker -H", machine.engine());
    }

    private static List<Integer> ports(ExposureConfig.HaProxy exposure) {
        return exposure.isPlain()
                ? List.of(exposure.port())
                : Stream.of(exposure.port(), exposure.redirectPort()).sorted().toList();
    }
}
