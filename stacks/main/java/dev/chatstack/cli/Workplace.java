package dev.chatstack.cli;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.Problem;
import dev.chatstack.config.values.PlainText;
import dev.chatstack.host.Terraform;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders and variables with which a command was called.
 *
 * @param root the folder of the project, in which {@code config} and {@code cdktf.out} are
 * @param caller the folder of the person who calls, against which typed paths are read
 * @param variables of the process
 */
public record Workplace(Path root, Path caller, Map<String, String> variables) {
    /** That of this process: the launcher has changed to the folder of the project and says where it was called. */
    static Workplace here() {
        Map<String, String> variables = System.getenv();
        Path root = Path.of("");
        Path caller = Path.of(variables.getOrDefault("CHATSTACK_CALLER", ""));
        return new Workplace(root, caller.equals(root.toAbsolutePath()) ? root : caller, variables);
    }

    /** The file or folder that the person who calls means by {@code path}. */
    public Path typed(Path path) {
        return caller.resolve(path);
    }

    /** Where the stacks are written, and read for a comparison. */
    public Path output() {
        return variable("CDKTF_OUTDIR")
                .map(folder -> typed(path("CDKTF_OUTDIR", folder)))
                .orElse(root.resolve("cdktf.out"));
    }

    /** The names of environments in {@code CHATSTACK_ENV}. */
    List<String> environments() {
        return variable("CHATSTACK_ENV")
                .filter(names -> !names.isBlank())
                .map(names -> Arrays.asList(names.trim().split("[\\s,]+")))
                .orElse(List.of());
    }

    /** The synthesis of {@code environments}, which uses the kubeconfig of {@code CHATSTACK_KUBECONFIG}, if there is one. */
    public Synthesis synthesis(List<Environment> environments) {
        return new Synthesis(environments, kubeconfig());
    }

    /** That of {@code CHATSTACK_KUBECONFIG}, which replaces the cloud's sign-in. */
    public Optional<ClusterAccess.Kubeconfig> kubeconfig() {
        return variable("CHATSTACK_KUBECONFIG")
                .map(path -> new ClusterAccess.Kubeconfig(path, variable("CHATSTACK_CONTEXT")));
    }

    /** The Docker engine of {@code host}: what its file says, or what Terraform knows of the machine that a stack makes. */
    public String engine(HostCloud host) {
        return host.engine().orElseGet(() -> new Terraform(
                        output().resolve("stacks").resolve(host.stacks().get(0)), variables)
                .answer("output", "-raw", DockerEngine.OUTPUT));
    }

    private Optional<String> variable(String name) {
        Optional<String> value = Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
        value.ifPresent(text -> PlainText.objection(text).ifPresent(mustBe -> {
            throw new UserError(Problem.of(name, mustBe, text).toString());
        }));
        return value;
    }

    private static Path path(String variable, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UserError(Problem.of(variable, "must be a path", value).toString());
        }
    }
}
