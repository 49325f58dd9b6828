package dev.chatstack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.change.TerraformPlan;
import dev.chatstack.config.Environment;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.live.Answer;
import dev.chatstack.live.Kubectl;
import dev.chatstack.synthesis.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The Secrets that a person makes in a cluster: asked for before the stack whose pods would wait for them. Of a Secret only the names of
 * its keys are read.
 */
final class OwnSecrets {
    private static final String KEYS = "go-template={{range $key, $value := .data}}{{$key}}{{\"\\n\"}}{{end}}";

    private final List<OwnSecret> secrets;
    private final Blueprint blueprint;
    private final String lastStack;
    private final Supplier<Kubectl> kubectl;
    private final Terminal terminal;

    /** Those of {@code environment}, whose stacks say which namespaces they make. */
    OwnSecrets(
            Environment environment,
            Blueprint blueprint,
            String lastStack,
            Supplier<Kubectl> kubectl,
            Terminal terminal) {
        this.secrets = OwnSecret.byHand(environment.config(), ClusterSecrets.of(environment, blueprint));
        this.blueprint = blueprint;
        this.lastStack = lastStack;
        this.kubectl = kubectl;
        this.terminal = terminal;
    }

    /** Makes the namespaces that the Secrets of {@code stack} need, and waits until all of these Secrets exist. */
    void await(StackDeployment stack) {
        List<OwnSecret> needed = secrets.stream()
                .filter(secret -> stackOf(secret).equals(stack.name()))
                .toList();
        if (needed.isEmpty()) {
            return;
        }
        String[] targets = namespaces(stack.name(), needed).stream()
                .map(namespace -> "-target=" + namespace.address())
                .toArray(String[]::new);
        if (targets.length > 0) {
            terminal.say("  first: the namespaces in which you create Secrets");
            stack.apply(this::agreed, targets);
        }
        try (Kubectl cluster = kubectl.get()) {
            List<OwnSecret> missing = missing(cluster, needed);
            while (!missing.isEmpty()) {
                ask(missing);
                missing = missing(cluster, needed);
            }
        }
        terminal.say("  Secrets that you create: " + needed.size() + " of " + needed.size() + " exist");
    }

    private List<String> agreed(TerraformPlan plan, JsonNode json) {
        plan.lines().forEach(line -> terminal.say("  " + line));
        if (!terminal.agrees("  Create them?")) {
            throw new UserError("stopped: you answered no. Nothing was changed");
        }
        return List.of();
    }

    private void ask(List<OwnSecret> missing) {
        List<String> lines = new ArrayList<>();
        lines.add("Secrets that only you can create are missing. FILE is a file with the value and nothing else:");
        missing.forEach(secret -> {
            lines.add("  # " + secret.setting());
            lines.add("  " + SecretCommands.inCluster(secret));
        });
        if (terminal.answersYes()) {
            throw new UserError(
                    String.join("\n", lines) + "\nCreate them, then run the same command again to continue");
        }
        lines.forEach(line -> terminal.say("  " + line));
        String answer = terminal.answer("  Create them in another terminal, then press Enter; q stops: ")
                .orElse("q");
        if (answer.equals("q")) {
            throw new UserError(
                    "stopped: Secrets are missing. Create them, then run the same command again to continue");
        }
    }

    private static List<OwnSecret> missing(Kubectl cluster, List<OwnSecret> needed) {
        return needed.stream().filter(secret -> !exists(cluster, secret)).toList();
    }

    private static boolean exists(Kubectl cluster, OwnSecret secret) {
        Answer answer = cluster.ask("-n", secret.namespace(), "get", "secret", secret.name(), "-o", KEYS);
        if (!answer.succeeded() && !answer.error().contains("NotFound")) {
            throw new UserError("cannot look for the Secret " + secret.name() + " in the namespace "
                    + secret.namespace() + ": " + answer.reason());
        }
        return answer.succeeded()
                && answer.text().lines().collect(Collectors.toSet()).containsAll(secret.keys());
    }

    private String stackOf(OwnSecret secret) {
        return blueprint.all("kubernetes_namespace_v1").stream()
                .filter(namespace -> namespace.name().equals(secret.namespace()))
                .map(Resource::stack)
                .findFirst()
                .orElse(lastStack);
    }

    private List<Resource> namespaces(String stack, List<OwnSecret> needed) {
        Set<String> names = needed.stream().map(OwnSecret::namespace).collect(Collectors.toSet());
        return blueprint.all("kubernetes_namespace_v1").stream()
                .filter(namespace -> namespace.stack().equals(stack) && names.contains(namespace.name()))
                .toList();
    }
}
