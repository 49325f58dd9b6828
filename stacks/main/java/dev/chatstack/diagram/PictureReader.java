package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import dev.chatstack.diagram.Picture.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the picture of an environment from the synthesized stacks. */
final class PictureReader {
    static final Box PEOPLE = new Box("people", "people", List.of("browsers, phones"), Kind.OUTSIDE);

    private static final Box ADMINISTRATORS =
            new Box("administrators", "administrators", List.of("dashboards"), Kind.OUTSIDE);
    private static final Box INTERNET =
            new Box("internet", "internet", List.of("mail, push messages,", "marketplace"), Kind.OUTSIDE);

    private static final String NOTE =
            "violet: the cloud's. Arrows and \"port ... from\": what the network rules open; everything else is "
                    + "closed. Prometheus reads its metrics without an arrow.";

    private final Blueprint blueprint;
    private final Capacity capacity;
    private final CloudPlaces cloud;
    private final List<Area> areas = new ArrayList<>();
    private final List<Box> services = new ArrayList<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();

    private PictureReader(Blueprint blueprint, Capacity capacity, CloudPlaces cloud) {
        this.blueprint = blueprint;
        this.capacity = capacity;
        this.cloud = cloud;
    }

    /** Reads {@code blueprint}. */
    static Picture read(Blueprint blueprint, Capacity capacity, CloudPlaces cloud) {
        List<DockerContainer> containers = DockerContainer.of(blueprint);
        return containers.isEmpty()
                ? new PictureReader(blueprint, capacity, cloud).picture()
                : new DockerPicture(blueprint, containers).picture();
    }

    private Picture picture() {
        List<NetworkPath> paths = NetworkPath.of(blueprint);
        WorkloadBoxes boxes = new WorkloadBoxes(blueprint, capacity, paths);
        for (String namespace : blueprint.namespaces()) {
            List<Box> inside = boxes.in(namespace);
            if (!inside.isEmpty()) {
                areas.add(new Area("namespace " + namespace, note(namespace), inside));
            }
        }
        services.addAll(ServiceBoxes.of(blueprint, cloud.services()));
        services.add(INTERNET);
        List<Entry> entries = Entry.of(blueprint, cloud.ingresses());
        entries.forEach(entry -> arrows.addAll(entry.arrows(areas)));
        paths.forEach(this::arrow);
        return new Picture(
                blueprint.environment(),
                NOTE,
                cloud.frames(blueprint, capacity),
                new Surroundings(
                        Stream.of(PEOPLE, ADMINISTRATORS)
                                .filter(this::isConnected)
                                .toList(),
                        entries.stream().map(Entry::box).toList(),
                        services.stream()
                                .filter(box -> box.kind() == Kind.CLOUD || isConnected(box))
                                .toList(),
                        Zones.of(capacity)),
                areas,
                List.copyOf(arrows));
    }

    private boolean isConnected(Box box) {
        return arrows.stream()
                .anyMatch(arrow -> arrow.from().equals(box.id()) || arrow.to().equals(box.id()));
    }

    private String note(String name) {
        return blueprint.all("kubernetes_namespace_v1").stream()
                .filter(namespace -> namespace.name().equals(name))
                .map(PictureReader::note)
                .findFirst()
                .orElse("");
    }

    private static String note(Resource namespace) {
        boolean meshed = namespace.text("/metadata/labels/istio-injection").equals("enabled");
        String level = namespace.text("/metadata/labels/pod-security.kubernetes.io~1enforce");
        return (meshed ? "in the mesh, mutual TLS; " : "") + (level.isEmpty() ? "" : "pods " + level);
    }

    private void arrow(NetworkPath path) {
        String rule = path.rule();
        if (path.inwards() && rule.endsWith("-from-clients")) {
            arrows.add(new Arrow(PEOPLE.id(), path.workload(), path.ports()));
        } else if (path.inwards() && rule.endsWith("-from-administrators")) {
            arrows.add(new Arrow(ADMINISTRATORS.id(), path.workload(), path.ports()));
        } else if (path.inwards() && isDrawn(path)) {
            arrows.add(new Arrow(path.peer(), path.workload(), path.ports()));
        } else if (!path.inwards() && rule.endsWith("-to-internet")) {
            arrows.add(new Arrow(path.workload(), INTERNET.id(), path.ports()));
        } else if (!path.inwards() && rule.endsWith("-to-store")) {
            services.stream()
                    .filter(box ->
                            box.title().startsWith("buckets") || box.title().startsWith("storage"))
                    .findFirst()
                    .ifPresent(store -> arrows.add(new Arrow(path.workload(), store.id(), "443")));
        }
    }

    /** Paths between workloads are drawn; Prometheus reads every workload, and arrows for that would hide all others. */
    private boolean isDrawn(NetworkPath path) {
        boolean toAlertmanager = path.workload().endsWith("/alertmanager");
        return !path.isWithinOneWorkload()
                && (toAlertmanager || !path.peer().endsWith("/prometheus"))
                && areas.stream().anyMatch(area -> area.has(path.peer()))
                && areas.stream().anyMatch(area -> area.has(path.workload()));
    }
}
