package dev.chatstack.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.HelmRelease;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the picture of an environment from its synthesized stacks. */
final class PictureReader {
    private static final Box PEOPLE = new Box("people", "people", List.of("browsers, phones"), Kind.OUTSIDE);
    private static final Box ADMINISTRATORS =
            new Box("administrators", "administrators", List.of("dashboards"), Kind.OUTSIDE);
    private static final Box INTERNET =
            new Box("internet", "internet", List.of("mail, push messages,", "marketplace"), Kind.OUTSIDE);

    private static final Map<String, String> INGRESSES =
            Map.of("alb", "Application Load Balancer", "azure-application-gateway", "Application Gateway");

    private static final String NOTE =
            "violet: the cloud's. Arrows and \"port ... from\": what the network rules open; everything else is "
                    + "closed. Prometheus reads its metrics without an arrow.";

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
    static Picture read(Blueprint blueprint) {
        List<DockerContainer> containers = DockerContainer.of(blueprint);
        return containers.isEmpty()
                ? new PictureReader(blueprint).picture()
                : new DockerPicture(blueprint, containers).picture();
    }

    private Picture picture() {
        Capacity capacity = Capacity.of(blueprint);
        CloudPlaces places = new CloudPlaces(blueprint, capacity);
        WorkloadBoxes boxes = new WorkloadBoxes(blueprint, capacity, paths);
        for (Resource namespace : blueprint.all("kubernetes_namespace_v1")) {
            List<Box> inside = boxes.in(namespace.name());
            if (!inside.isEmpty()) {
                areas.add(new Area("namespace " + namespace.name(), note(namespace), inside));
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
                NOTE,
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
            String name = ingress.at("/spec/ingress_class_name").asText();
            JsonNode rule = ingress.at("/spec/rule/0");
            List<String> services = new ArrayList<>();
            rule.at("/http/path")
                    .forEach(path ->
                            services.add(path.at("/backend/service/name").asText()));
            entry(
                    ingress.namespace(),
                    INGRESSES.getOrDefault(name, "Ingress " + name),
                    rule.path("host").asText(),
                    services);
        }
        for (HelmRelease release : HelmRelease.all(blueprint)) {
            release.objects().stream()
                    .filter(object -> object.path("kind").asText().equals("Route"))
                    .forEach(route -> entry(
                            release.resource().namespace(),
                            "OpenShift router",
                            route.at("/spec/host").asText(),
                            List.of(route.at("/spec/to/name").asText())));
        }
    }

    private void entry(String namespace, String what, String host, List<String> services) {
        String id = "entry:" + services.get(0);
        entries.add(new Box(id, what, List.of(host), Kind.CLOUD));
        arrows.add(new Arrow(PEOPLE.id(), id, "443"));
        services.forEach(service -> arrows.add(new Arrow(id, workload(namespace, service), "")));
    }

    /** A Service is called like its workload; a chart may put the release's name before it. */
    private String workload(String namespace, String service) {
        String id = namespace + "/" + service;
        boolean isThere = areas.stream().anyMatch(area -> area.has(id));
        return isThere ? id : namespace + "/" + service.substring(service.indexOf('-') + 1);
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
