package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** No pod has its node's processes, network, disks or root, but for {@code agents} of the node (CIS 5.2.2 to 5.2.12). */
record PodsAreLockedIn(LiveCluster cluster, Set<String> namespaces, Set<String> agents) implements Check {
    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "pods have nothing of their node";
    }

    @Override
    public Finding examine() {
        Set<String> found = new TreeSet<>();
        cluster.all("pods", "-A")
                .filter(pod -> namespaces.contains(pod.at("/metadata/namespace").asText()))
                .filter(pod -> !agents.contains(pod.at("/metadata/namespace").asText()))
                .forEach(pod -> reasons(pod.path("spec")).forEach(reason -> found.add(Json.path(pod) + ": " + reason)));
        return found.isEmpty()
                ? Finding.passed("")
                : Finding.failed(
                        String.join(", ", found),
                        "kubectl -n " + found.iterator().next().replaceFirst("/.*", "")
                                + " get pods: delete the one that chatstack did not make");
    }

    private static Stream<String> reasons(JsonNode spec) {
        Stream<String> host = Stream.of("hostNetwork", "hostPID", "hostIPC")
                .filter(field -> spec.path(field).asBoolean());
        Stream<String> disks = Json.list(spec.path("volumes"))
                .filter(volume -> volume.has("hostPath"))
                .map(volume -> "hostPath " + volume.at("/hostPath/path").asText());
        Stream<String> containers = Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(kind -> Json.list(spec.path(kind)))
                .flatMap(container -> reasons(container, spec));
        return Stream.of(host, disks, containers).flatMap(each -> each);
    }

    private static Stream<String> reasons(JsonNode container, JsonNode spec) {
        JsonNode security = container.path("securityContext");
        boolean root = !security.path("runAsNonRoot")
                .asBoolean(spec.at("/securityContext/runAsNonRoot").asBoolean());
        Stream<String> flags = Stream.of("privileged", "allowPrivilegeEscalation")
                .filter(flag -> security.path(flag).asBoolean());
        Stream<String> capabilities = Json.texts(security.at("/capabilities/add")).stream()
                .filter(capability -> !capability.equals("NET_BIND_SERVICE"))
                .map(capability -> "capability " + capability);
        Stream<String> ports = Json.list(container.path("ports"))
                .filter(port -> port.has("hostPort"))
                .map(port -> "hostPort " + port.path("hostPort").asText());
        return Stream.of(flags, capabilities, ports, root ? Stream.of("may be root") : Stream.<String>empty())
                .flatMap(each -> each);
    }
}
