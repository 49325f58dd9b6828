package dev.chatstack.host;

import dev.chatstack.config.Problem;
import dev.chatstack.synthesis.UserError;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words with which a person calls Terraform for one stack, from the folder of the project.
 *
 * @param program {@code terraform}, or what {@code TERRAFORM_BINARY_NAME} says
 * @param output {@code cdktf.out}, or what {@code CDKTF_OUTDIR} says
 */
public record TerraformWords(String program, String output) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_./~+][-\\p{L}\\p{N}_./~+]*");

    /** As the variables of a person's shell have it. */
    public static TerraformWords of(Map<String, String> variables) {
        return new TerraformWords(program(variables), word("CDKTF_OUTDIR", "cdktf.out", variables));
    }

    /** The program that {@code TERRAFORM_BINARY_NAME} names. */
    public static String program(Map<String, String> variables) {
        return word("TERRAFORM_BINARY_NAME", "terraform", variables);
    }

    /** What people copy into a shell, and what a process is started with, is one word and no option. */
    private static String word(String variable, String usual, Map<String, String> variables) {
        String word = variables.getOrDefault(variable, "");
        if (word.isEmpty()) {
            return usual;
        }
        if (!WORD.matcher(word).matches()) {
            throw new UserError(Problem.of(
                            variable,
                            "must be a name or a path of letters, digits and -_./~+, and not begin with -",
                            word)
                    .toString());
        }
        return word;
    }

    /** The beginning of a command about {@code stack}. */
    public String in(String stack) {
        return program + " -chdir=" + output + "/stacks/" + stack;
    }
}
