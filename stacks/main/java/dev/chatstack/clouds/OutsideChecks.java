package dev.chatstack.clouds;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.config.Environment;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.doctor.Check;
import dev.chatstack.kubernetes.charts.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of that which an organisation has around {@code environment}: its registries, certificates and proxy. */
public record OutsideChecks(Environment environment) {
    private static final String PULL_SECRET_TYPE = "kubernetes.io/dockerconfigjson";

    /** All of them; none for an environment that names nothing. */
    public List<Check> all() {
        ImageSource images = new ImageSource(environment.config().images());
        List<Check> checks = new ArrayList<>();
        images.registries()
                .forEach(registry -> checks.add(answers(
                        "registry " + registry,
                        "check the host name in images, and that this machine trusts the registry's certificate",
                        "https://" + registry + "/v2/")));
        images.pullSecret().ifPresent(secret -> kubeconfig().ifPresent(file -> checks.add(pullSecret(secret, file))));
        environment
                .config()
                .proxy()
                .ifPresent(proxy -> checks.add(answers(
                        "proxy " + proxy.url(),
                        "check proxy.url; a machine outside the organisation's network does not reach the proxy",
                        proxy.url())));
        environment.config().caBundle().ifPresent(bundle -> kubeconfig()
                .ifPresent(file -> checks.add(authorities(bundle, file))));
        return checks;
    }

    /** The key must hold a certificate; what is behind it nobody reads here. */
    private Check authorities(CaBundleConfig bundle, ClusterAccess.Kubeconfig file) {
        String kind = bundle.secret().isPresent() ? "secret" : "configmap";
        String name = bundle.secret().or(bundle::configMap).orElseThrow();
        boolean isSecret = bundle.secret().isPresent();
        return new Check(
                "certificates of caBundle in the " + kind + " " + name,
                kubectl(
                        file,
                        kind,
                        name,
                        "go-template={{index .data \"" + bundle.key() + "\"" + (isSecret ? " | base64decode" : "")
                                + "}}"),
                answer -> answer.contains("-----BEGIN CERTIFICATE-----")
                        ? Optional.empty()
                        : Optional.of("its key " + bundle.key() + " holds no certificate in PEM"),
                "./chatstack secrets -e " + environment.name() + " prints the commands; docs/own-authority.md");
    }

    /** Also a refusal is an answer, for this machine need not be signed in to a registry where the nodes are. */
    private static Check answers(String who, String remedy, String url) {
        return Check.succeeds(
                who + " answers this machine",
                remedy,
                "curl",
                "--silent",
                "--show-error",
                "--output",
                "/dev/null",
                "--max-time",
                "20",
                url);
    }

    /** Only a cluster that exists already can be asked; for the others, `up` asks before the first pod. */
    private Optional<ClusterAccess.Kubeconfig> kubeconfig() {
        return Clouds.of(environment) instanceof ClusterCloud cluster ? cluster.kubeconfig() : Optional.empty();
    }

    private Check pullSecret(String secret, ClusterAccess.Kubeconfig file) {
        String namespace = environment.config().chat().namespace();
        return new Check(
                "pull secret " + secret + " in the namespace " + namespace,
                kubectl(file, "secret", secret, "jsonpath={.type}"),
                type -> type.trim().equals(PULL_SECRET_TYPE)
                        ? Optional.empty()
                        : Optional.of("its type is `" + type.trim() + "`, not " + PULL_SECRET_TYPE),
                "./chatstack secrets -e " + environment.name() + " prints the commands; its key is "
                        + OwnSecret.PULL_SECRET);
    }

    private List<String> kubectl(ClusterAccess.Kubeconfig file, String kind, String name, String output) {
        return List.of(
                "kubectl",
                "--kubeconfig",
                file.path().replaceFirst("^~", System.getProperty("user.home")),
                "--context",
                file.context().orElse(""),
                "--request-timeout=20s",
                "-n",
                environment.config().chat().namespace(),
                "get",
                kind,
                name,
                "-o",
                output);
    }
}
