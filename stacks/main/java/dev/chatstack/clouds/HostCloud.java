package dev.chatstack.clouds;

import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.constructs.Construct;

/** A machine on which everything of an environment runs, without a cluster. */
public non-sealed interface HostCloud extends Cloud {
    /** Names of the stacks, in the order of their deployment. */
    List<String> stacks();

    /** The folder on it with what people keep secret. */
    String secrets();

    /** Its engine; empty where a stack makes the machine and says which. */
    Optional<String> engine();

    /** Its engine as a shell finds it that calls Terraform for a stack with the words of {@code terraform}. */
    String typed(UnaryOperator<String> terraform);

    /** Defines them. */
    List<TerraformStack> define(Construct scope);
}
