package dev.chatstack.deploy;

import dev.chatstack.change.TerraformPlan;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.host.Terraform;
import dev.chatstack.host.TerraformWords;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of an environment, each ready for Terraform.
 *
 * @param output where the stacks are
 * @param variables of the process
 * @param verbose whether everything that Terraform prints is shown
 * @param pause after each container that is replaced alone
 */
public record StackDeployments(
        Path output, Map<String, String> variables, Terminal terminal, boolean verbose, Duration pause) {
    /** Those that change nothing and ask nobody. */
    public static StackDeployments quiet(Path output, Map<String, String> variables) {
        Terminal nobody = new Terminal(InputStream.nullInputStream(), System.out, false);
        return new StackDeployments(output, variables, nobody, false, Duration.ZERO);
    }

    /** What an apply of each of the stacks {@code names} would change of what is deployed. */
    public Map<String, TerraformPlan> plans(List<String> names) {
        Map<String, TerraformPlan> plans = new LinkedHashMap<>();
        for (String name : names) {
            StackDeployment stack = of(name);
            stack.init();
            plans.put(name, stack.planned());
        }
        return plans;
    }

    StackDeployment of(String name) {
        return new StackDeployment(
                name,
                new Terraform(output.resolve("stacks").resolve(name), variables),
                new Remedy(name, TerraformWords.of(variables)),
                terminal,
                verbose,
                pause);
    }

    /** The address of the engine of {@code host}, which the machine's stack knows where there is one. */
    String engine(HostCloud host) {
        return host.engine()
                .orElseGet(() -> of(host.stacks().get(0)).terraform().answer("output", "-raw", DockerEngine.OUTPUT));
    }
}
