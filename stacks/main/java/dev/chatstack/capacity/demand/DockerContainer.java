package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A container on a Docker host.
 *
 * @param id the key of its resource
 * @param name as Docker knows it
 * @param stays whether it runs all the time rather than once
 * @param memoryMib memory that it may use; 0 when it is not limited
 * @param ports of the host that lead to it
 * @param networks that it is in
 * @param volumes that it keeps data in
 * @param needs resources of the containers that must be there before it
 */
public record DockerContainer(
        String id,
        String name,
        boolean stays,
        long memoryMib,
        List<String> ports,
        List<String> networks,
        List<String> volumes,
        List<String> needs) {
    /** Those that {@code blueprint} makes. */
    public static List<DockerContainer> of(Blueprint blueprint) {
        return blueprint.all("docker_container").stream()
                .map(it -> read(blueprint, it))
                .toList();
    }

    /** What they may use together, in one line. */
    public static String sum(List<DockerContainer> containers) {
        long unlimited = containers.stream()
                .filter(container -> container.stays() && container.memoryMib() == 0)
                .count();
        return String.format(
                Locale.ROOT,
                "%d containers on one host may use %.1f GiB of memory together%s",
                containers.size(),
                memoryMib(containers) / 1024.0,
                unlimited == 0 ? "" : ", and " + unlimited + " have no limit");
    }

    /** The same as a number of MiB; what runs once does not count. */
    public static long memoryMib(List<DockerContainer> containers) {
        return containers.stream()
                .filter(DockerContainer::stays)
                .mapToLong(DockerContainer::memoryMib)
                .sum();
    }

    private static DockerContainer read(Blueprint blueprint, Resource container) {
        return new DockerContainer(
                container.id(),
                container.name(),
                container.at("/must_run").asBoolean(true),
                container.at("/memory").asLong(),
                ports(container),
                names(blueprint, container.at("/networks_advanced"), "name"),
                names(blueprint, container.at("/volumes"), "volume_name"),
                needs(container));
    }

    private static List<String> ports(Resource container) {
        List<String> ports = new ArrayList<>();
        container
                .at("/ports")
                .forEach(port -> ports.add(
                        port.path("external").asText(port.path("internal").asText())));
        return ports;
    }

    private static List<String> needs(Resource container) {
        List<String> needs = new ArrayList<>();
        for (JsonNode need : container.at("/depends_on")) {
            if (need.asText().startsWith("docker_container.")) {
                needs.add(need.asText().substring("docker_container.".length()));
            }
        }
        return needs;
    }

    /** Names behind references to resources. */
    private static List<String> names(Blueprint blueprint, JsonNode list, String key) {
        List<String> names = new ArrayList<>();
        for (JsonNode each : list) {
            String reference = each.path(key).asText("");
            if (!reference.isEmpty()) {
                names.add(blueprint.referenced(reference).map(Resource::name).orElse(reference));
            }
        }
        return names;
    }
}
