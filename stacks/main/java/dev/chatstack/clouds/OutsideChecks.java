package dev.chatstack.clouds;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.config.Environment;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.doctor.Check;
import dev.chatstack.kubernetes.charts.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of that which an organisation has around {@code environment}: its registries. */
public record OutsideChecks(Environment environment) {
    private static final String PULL_SECRET_TYPE = "kubernetes.io/dockerconfigjson";

    /** All of them; none for an environment that names nothing. */
    public List<Check> all() {
        ImageSource images = new ImageSource(environment.config().images());
        List<Check> checks = new ArrayList<>();
        images.registries().forEach(registry -> checks.add(answers(registry)));
        images.pullSecret().ifPresent(secret -> kubeconfig().ifPresent(file -> checks.add(pullSecret(secret, file))));
        return checks;
    }

    /** Of a registry: also a refusal is an answer, for this machine need not be signed in where the nodes are. */
    private static Check answers(String registry) {
        return Check.succeeds(
                "registry " + registry + " answers this machine",
                "check the host name in images, and that this machine trusts the registry's certificate",
                "curl",
                "--silent",
                "--show-error",
                "--output",
                "/dev/null",
                "--max-time",
                "20",
                "https://" + registry + "/v2/");
    }

    /** Only a cluster that exists already can be asked; for the others, `up` asks before the first pod. */
    private Optional<ClusterAccess.Kubeconfig> kubeconfig() {
        return Clouds.of(environment) instanceof ClusterCloud cluster ? cluster.kubeconfig() : Optional.empty();
    }

    private Check pullSecret(String secret, ClusterAccess.Kubeconfig file) {
        String namespace = environment.config().chat().namespace();
        return Check.answers(
                PULL_SECRET_TYPE,
                "pull secret " + secret + " in the namespace " + namespace,
                "./chatstack secrets -e " + environment.name() + " prints the commands; its key is "
                        + OwnSecret.PULL_SECRET,
                "kubectl",
                "--kubeconfig",
                file.path().replaceFirst("^~", System.getProperty("user.home")),
                "--context",
                file.context().orElse(""),
                "--request-timeout=20s",
                "-n",
                namespace,
                "get",
                "secret",
                secret,
                "-o",
                "jsonpath={.type}");
    }
}
