package dev.chatstack.verify.security;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.live.Answer;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.Programs;
import dev.chatstack.verify.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of an environment's security: what its {@code blueprint} promises, on the live system and its {@code cloud}. They change nothing. */
public record SecurityChecks(Blueprint blueprint, ClusterCloud cloud) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Those of an environment in {@code cluster}. */
    public List<Check> in(LiveCluster cluster) {
        Set<String> namespaces = Set.copyOf(blueprint.namespaces());
        Set<String> agents = blueprint.all("kubernetes_namespace_v1").stream()
                .filter(namespace -> namespace
                        .text("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .equals("privileged"))
                .map(Resource::name)
                .collect(Collectors.toSet());
        List<Check> checks = new ArrayList<>(List.of(
                new AccountsReadNoSecrets(cluster, namespaces),
                new AnonymousMayNothing(cluster),
                new NamespacesAreRestricted(cluster, namespaces, agents),
                new PodsAreLockedIn(cluster, namespaces, agents),
                new DoorsAreClosed(cluster, namespaces, blueprint),
                new NetworksAreClosed(cluster, namespaces)));
        buckets().forEach(checks::add);
        return checks;
    }

    private Stream<Check> buckets() {
        return cloud.publicAccess().stream().flatMap(access -> blueprint.all(access.type()).stream()
                .map(Resource::name)
                .map(name -> new BucketIsPrivate(name, access, SecurityChecks::ask)));
    }

    private static Answer ask(List<String> command) {
        return Programs.run(command, Map.of(), PATIENCE);
    }
}
