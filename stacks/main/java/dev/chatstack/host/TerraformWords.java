package dev.chatstack.host;

import java.util.Map;

/**
 * The words with which a person calls Terraform for one stack, from the folder of the project.
 *
 * @param program {@code terraform}, or what {@code TERRAFORM_BINARY_NAME} says
 * @param output {@code cdktf.out}, or what {@code CDKTF_OUTDIR} says
 */
public record TerraformWords(String program, String output) {
    /** As the variables of a person's shell have it. */
    public static TerraformWords of(Map<String, String> variables) {
        return new TerraformWords(
                variables.getOrDefault("TERRAFORM_BINARY_NAME", "terraform"),
                variables.getOrDefault("CDKTF_OUTDIR", "cdktf.out"));
    }

    /** The beginning of a command about {@code stack}. */
    public String in(String stack) {
        return program + " -chdir=" + output + "/stacks/" + stack;
    }
}
