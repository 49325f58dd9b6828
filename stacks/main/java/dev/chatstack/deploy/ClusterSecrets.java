package dev.chatstack.deploy;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.HelmRelease;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.config.outside.ProxyConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Secrets that a person makes in a cluster: those that settings name, and in each namespace with pods those
 * for the registry and the authorities. */
public final class ClusterSecrets {
    private static final Set<String> WITH_PODS = Set.of(
            "helm_release",
            "kubernetes_cron_job_v1",
            "kubernetes_deployment_v1",
            "kubernetes_job_v1",
            "kubernetes_stateful_set_v1");

    private ClusterSecrets() {}

    /** Those of {@code environment}, whose stacks are {@code blueprint}. */
    public static List<OwnSecret> of(Environment environment, Blueprint blueprint) {
        EnvironmentConfig config = environment.config();
        Stream<OwnSecret> pull = config.images().flatMap(ImagesConfig::pullSecret).stream()
                .flatMap(name -> Stream.concat(namespaces(blueprint), ofParts(blueprint))
                        .map(namespace -> secret("images.pullSecret", namespace, name, OwnSecret.PULL_SECRET)));
        Stream<OwnSecret> authorities = config.caBundle().stream()
                .flatMap(bundle -> bundle.secret().stream().flatMap(name -> namespaces(blueprint)
                        .map(namespace -> secret("caBundle.secret", namespace, name, bundle.key()))));
        Stream<OwnSecret> password = config.proxy().flatMap(ProxyConfig::passwordSecret).stream()
                .flatMap(name -> namespaces(blueprint)
                        .map(namespace -> secret("proxy.passwordSecret", namespace, name, ProxyConfig.PASSWORD_KEY)));
        return Stream.of(pull, authorities, password, OwnSecret.of(config).stream())
                .flatMap(secrets -> secrets)
                .toList();
    }

    private static OwnSecret secret(String setting, String namespace, String name, String key) {
        return new OwnSecret(setting, namespace, name, List.of(key));
    }

    /** Namespaces into which a chart puts pods in addition to its own: agents of the nodes, which speak to nobody outside. */
    private static Stream<String> ofParts(Blueprint blueprint) {
        return HelmRelease.all(blueprint).stream()
                .flatMap(release -> release.values().findValuesAsText("namespaceOverride").stream())
                .distinct();
    }

    private static Stream<String> namespaces(Blueprint blueprint) {
        return blueprint.resources().stream()
                .filter(resource -> WITH_PODS.contains(resource.type()))
                .map(Resource::namespace)
                .distinct();
    }
}
