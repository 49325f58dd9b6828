package dev.chatstack.clouds;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.doctor.Check;
import java.util.List;
import software.constructs.Construct;

/** A machine with Docker that a cloud makes. */
public interface HostMachine {
    /** The stack that makes it, open to the ports of {@code exposure}. */
    TerraformStack define(Construct scope, String id, ExposureConfig.HaProxy exposure);

    /** Its engine, as {@code stack} finds it. */
    DockerHost.EngineAddress engine(TerraformStack stack);

    /** What it costs among what {@code blueprint} makes. */
    CloudBill bill(Blueprint blueprint);

    /** What must hold before it can be made. */
    List<Check> checks();
}
