package dev.chatstack.host;

import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Terraform, or OpenTofu when {@code TERRAFORM_BINARY_NAME} says so, in the folder of one stack. */
public record Terraform(Path stack, Map<String, String> variables) {
    /** Runs it before the person's eyes. */
    public void run(String... words) {
        run(command(words), ProcessBuilder.Redirect.INHERIT);
    }

    /** What it prints. */
    public String answer(String... words) {
        return run(command(words), ProcessBuilder.Redirect.PIPE);
    }

    /** Runs any command before the person's eyes. */
    public static void run(List<String> command) {
        run(command, ProcessBuilder.Redirect.INHERIT);
    }

    /** The command that runs it with {@code words}. */
    public List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(TerraformWords.program(variables), "-chdir=" + stack));
        command.addAll(List.of(words));
        return command;
    }

    private static String run(List<String> command, ProcessBuilder.Redirect output) {
        try {
            Process process = new ProcessBuilder(command)
                    .inheritIO()
                    .redirectOutput(output)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new UserError("`" + String.join(" ", command) + "` ended with " + exitCode);
            }
            return answer;
        } catch (IOException e) {
            throw new UserError("`" + command.get(0) + "` is not on the PATH; ./bootstrap-mgmt.sh installs it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
