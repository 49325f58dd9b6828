package dev.chatstack.deploy;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.outside.ImagesConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Secrets that a person makes in a cluster: those that settings name, and that for the registry in each namespace with pods. */
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
        return Stream.concat(
                        config.images().flatMap(ImagesConfig::pullSecret).stream()
                                .flatMap(name -> namespaces(blueprint)
                                        .map(namespace -> new OwnSecret(
                                                "images.pullSecret", namespace, name, List.of(OwnSecret.PULL_SECRET)))),
                        OwnSecret.of(config).stream())
                .toList();
    }

    private static Stream<String> namespaces(Blueprint blueprint) {
        return blueprint.resources().stream()
                .filter(resource -> WITH_PODS.contains(resource.type()))
                .map(Resource::namespace)
                .distinct();
    }
}
