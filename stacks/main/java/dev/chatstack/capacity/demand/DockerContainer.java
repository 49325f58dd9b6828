package dev.chatstack.capacity.demand;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.List;
import java.util.Locale;

/**
 * A container on a Docker host, as it was synthesized.
 *
 * @param resource the container's resource
 * @param networks names of the networks that the container joins
 * @param volumes names of the volumes that the container mounts
 */
public record DockerContainer(Resource resource, List<String> networks, List<String> volumes) {
    private static final String CONTAINER = "docker_container.";

    public DockerContainer {
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
    }

    /** The containers that {@code blueprint} makes. */
    public static List<DockerContainer> of(Blueprint blueprint) {
        return blueprint.all("docker_container").stream()
                .map(container -> new DockerContainer(
                        container,
                        names(blueprint, container, "/networks_advanced", "name"),
                        names(blueprint, container, "/volumes", "volume_name")))
                .toList();
    }

    /** The memory that {@code containers} may use together, in one line. */
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

    /** The memory limits of {@code containers} in MiB; a container that runs once does not count. */
    public static long memoryMib(List<DockerContainer> containers) {
        return containers.stream()
                .filter(DockerContainer::stays)
                .mapToLong(DockerContainer::memoryMib)
                .sum();
    }

    /** The key of the container's resource. */
    public String id() {
        return resource.id();
    }

    /** The name of the container in Docker. */
    public String name() {
        return resource.name();
    }

    /** Whether the container runs all the time rather than once. */
    public boolean stays() {
        return resource.at("/must_run").asBoolean(true);
    }

    /** The memory limit in MiB; 0 when there is none. */
    public long memoryMib() {
        return resource.at("/memory").asLong();
    }

    /** Ports of the host that are published to the container. */
    public List<String> ports() {
        return resource.list("/ports")
                .map(port -> port.path("external").asText(port.path("internal").asText()))
                .toList();
    }

    /** Whether {@code other} must be there before this container. */
    public boolean needs(DockerContainer other) {
        return resource.texts("/depends_on").contains(CONTAINER + other.id());
    }

    /** Names of the resources that the list at {@code pointer} refers to under {@code key}. */
    private static List<String> names(Blueprint blueprint, Resource container, String pointer, String key) {
        return container
                .list(pointer)
                .map(each -> each.path(key).asText(""))
                .filter(reference -> !reference.isEmpty())
                .map(reference ->
                        blueprint.referenced(reference).map(Resource::name).orElse(reference))
                .toList();
    }
}
