package dev.chatstack.clouds;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;

/** Something that a person wants to know after a deploy. */
public final class StackOutput {
    private StackOutput() {}

    /** Lets {@code stack} print {@code value}, which is never a secret, under {@code name}. */
    public static void define(TerraformStack stack, String name, String description, String value) {
        TerraformOutput.Builder.create(stack, name)
                .description(description)
                .value(value)
                .staticId(true)
                .build();
    }
}
