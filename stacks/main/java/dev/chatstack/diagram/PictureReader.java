package dev.chatstack.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the picture of an environment from its synthesized stacks. */
public final class PictureReader {
    private static final Box PEOPLE = new Box("people", "people", List.of("browsers, phones"), Kind.OUTSIDE);
    private static final Box ADMINISTRATORS =
            new Box("administrators", "administrators", List.of("dashboards"), Kind.OUTSIDE);
    private static final Box INTERNET =
            new Box("internet", "internet", List.of("mail, push messages,", "marketplace"), Kind.OUTSIDE);

    private final Blueprint blueprint;
    private final List<NetworkPath> paths;
    private final List<Area> areas = new ArrayList<>();
    private final List<Box> services = new ArrayList<>();
    private final List<Box> entries = new ArrayList<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();

    private PictureReader(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.paths = NetworkPath.of(blueprint);
    }

    /** Reads {@code blueprint}, which must hold every resource. */
    public static Picture read(Blueprint blueprint) {
        return new PictureReader(blueprint).picture();
    }

    private Picture picture() {
        Capacity capacity = Capacity.of(blueprint);
        CloudPlaces places = new CloudPlaces(blueprint, capacity);
        WorkloadBoxes boxes = new WorkloadBoxes(blueprint, capacity, paths);
        for (Resource namespace : blueprint.all("kubernetes_namespace_v1")) {
            List<Box> inside = boxes.in(namespace.name());
            if (!inside.isEmpty()) {
                areas.add(new Area(namespace.name(), note(namespace), inside));
            }
        }
        services.addAll(places.services());
        services.add(INTERNET);
        ingresses();
        paths.forEach(this::arrow);
        Set<String> ends = new LinkedHashSet<>();
        arrows.forEach(arrow -> ends.addAll(List.of(arrow.from(), arrow.to())));
        return new Picture(
                blueprint.environment(),
                places.frames(),
                Stream.of(PEOPLE, ADMINISTRATORS)
                        .filter(box -> ends.contains(box.id()))
                        .toList(),
                entries,
                areas,
                services.stream()
                        .filter(box -> box.kind() == Kind.CLOUD || ends.contains(box.id()))
                        .toList(),
                List.copyOf(arrows));
    }

    private static String note(Resource namespace) {
        boolean meshed =
                namespace.at("/metadata/labels/istio-injection").asText().equals("enabled");
        String level = namespace
                .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                .asText("");
        return (meshed ? "in the mesh, mutual TLS; " : "") + (level.isEmpty() ? "" : "pods " + level);
    }

    /** A load balancer of the cloud, or a router, that leads to a Service of the same name as its workload. */
    private void ingresses() {
        for (Resource ingress : blueprint.all("kubernetes_ingress_v1")) {
            String kind = ingress.at("/spec/ingress_class_name").asText();
            entry(
                    ingress.namespace(),
                    kind.equals("alb") ? "Application Load Balancer" : "Application Gateway",
                    ingress.at("/spec/rule/0/host").asText(),
                    ingress.at("/spec/rule/0/http/path/0/backend/service/name").asText());
        }
        for (Resource release : blueprint.all("helm_release")) {
            for (JsonNode route : OwnManifests.of(release, "Route")) {
                entry(
                        release.namespace(),
                        "OpenShift router",
                        route.at("/spec/host").asText(),
                        route.at("/spec/to/name").asText());
            }
        }
    }

    private void entry(String namespace, String what, String host, String workload) {
        String id = "entry:" + workload;
        entries.add(new Box(id, what, List.of(host), Kind.CLOUD));
        arrows.add(new Arrow(PEOPLE.id(), id, "443"));
        arrows.add(new Arrow(id, namespace + "/" + workload, ""));
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

    /** Between workloads; that Prometheus reads them all stands in each box, for its arrows would hide every other. */
    private boolean isDrawn(NetworkPath path) {
        boolean toAlertmanager = path.workload().endsWith("/alertmanager");
        return !path.isToItsLike()
                && (toAlertmanager || !path.peer().endsWith("/prometheus"))
                && areas.stream().anyMatch(area -> area.has(path.peer()))
                && areas.stream().anyMatch(area -> area.has(path.workload()));
    }
}
