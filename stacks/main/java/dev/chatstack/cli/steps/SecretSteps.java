package dev.chatstack.cli.steps;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExternalSecretsConfig;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.deploy.ClusterSecrets;
import dev.chatstack.deploy.SecretCommands;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What to type, before the first deploy, to make the Secrets that only a person can make. FILE stands for what that person has. */
public record SecretSteps(Environment environment, TerraformWords terraform) {
    private static final String NOTHING = ": no Secrets to create";

    /** The commands, with what each is for. */
    public List<String> lines() {
        EnvironmentConfig config = environment.config();
        if (OwnSecret.of(config).isEmpty()
                && config.images().isEmpty()
                && config.caBundle().isEmpty()) {
            return List.of(environment.name() + NOTHING);
        }
        if (config.externalSecrets().isPresent()) {
            return inStore(config.externalSecrets().get(), OwnSecret.of(config));
        }
        return switch (Clouds.of(environment)) {
            case HostCloud host -> onHost(host.secrets(), SecretCommands.onHost(environment));
            case ClusterCloud cluster ->
                new Synthesis(List.of(environment), Optional.empty())
                        .inTemporaryFolder(stacks -> inCluster(cluster, EnvironmentStacks.read(environment, stacks)));
        };
    }

    /** What the store must hold; the operator makes the Secrets of it. */
    private static List<String> inStore(ExternalSecretsConfig store, List<OwnSecret> secrets) {
        List<String> lines = new ArrayList<>(List.of("# " + store.kind() + " " + store.store()
                + ": create these entries in its store, each with its properties"));
        for (OwnSecret secret : OwnSecret.together(secrets)) {
            lines.add("");
            lines.add("# " + secret.setting() + ", Secret " + secret.name() + " in " + secret.namespace());
            lines.add(store.remoteKey(secret.name()) + ": " + String.join(", ", secret.keys()));
        }
        return lines;
    }

    /** A Secret needs its namespace, which the stacks make: each is applied alone, first. */
    private List<String> inCluster(ClusterCloud cloud, Blueprint blueprint) {
        List<OwnSecret> secrets = ClusterSecrets.of(environment, blueprint);
        if (secrets.isEmpty()) {
            return List.of(environment.name() + NOTHING);
        }
        Set<String> namespaces = secrets.stream().map(OwnSecret::namespace).collect(Collectors.toSet());
        List<Resource> needed = blueprint.all("kubernetes_namespace_v1").stream()
                .filter(namespace -> namespaces.contains(namespace.name()))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("# the cluster, and the namespaces in it");
        lines.add("./chatstack synth -e " + environment.name());
        if (cloud.cluster().isPresent()) {
            lines.add("cdktf deploy " + EnvironmentStacks.names(environment).get(0));
        }
        lines.add(cloud.kubeconfigCommand());
        for (String stack : needed.stream().map(Resource::stack).distinct().toList()) {
            lines.add(terraform.in(stack) + " init");
            lines.add(terraform.in(stack) + " apply"
                    + needed.stream()
                            .filter(namespace -> namespace.stack().equals(stack))
                            .map(namespace -> " -target=" + namespace.address())
                            .collect(Collectors.joining()));
        }
        for (OwnSecret secret : secrets) {
            lines.add("");
            lines.add("# " + secret.setting());
            lines.add(SecretCommands.inCluster(secret));
        }
        return lines;
    }

    private static List<String> onHost(String folderOfSecrets, List<OwnSecret> secrets) {
        if (secrets.isEmpty()) {
            return List.of("# no Secrets to create; for images.mirror, run `docker login` on the machine that deploys");
        }
        List<String> lines = new ArrayList<>(List.of("# on the machine of the engine"));
        for (OwnSecret secret : secrets) {
            lines.add("");
            lines.add("# " + secret.setting());
            lines.addAll(SecretCommands.onHost(folderOfSecrets, secret));
        }
        return lines;
    }
}
