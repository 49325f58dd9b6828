package dev.chatstack.clouds;

import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import software.constructs.Construct;

/** A machine on which everything of an environment runs, without a cluster. */
public non-sealed interface HostCloud extends Cloud {
    /** Names of the stacks, in the order of their deployment. */
    List<String> stacks();

    /** The folder on it with what people keep secret. */
    String secrets();

    /** Its engine as a shell finds it, in the folder of the project. */
    String typed();

    /** Defines them. */
    List<TerraformStack> define(Construct scope);
}
