package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.HelmRelease;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A load balancer of the cloud, or a router, through which people reach Services of the cluster.
 *
 * @param namespace the namespace of the Services
 * @param title what the load balancer or router is
 * @param host the host name that people type
 * @param services names of the Services
 */
record Entry(String namespace, String title, String host, List<String> services) {
    Entry {
        services = List.copyOf(services);
    }

    /** The entries that {@code blueprint} makes; {@code titles} are those of the cloud's load balancers, by their Ingress class. */
    static List<Entry> of(Blueprint blueprint, Map<String, String> titles) {
        List<Entry> entries = new ArrayList<>();
        for (Resource ingress : blueprint.all("kubernetes_ingress_v1")) {
            String name = ingress.text("/spec/ingress_class_name");
            entries.add(new Entry(
                    ingress.namespace(),
                    titles.getOrDefault(name, "Ingress " + name),
                    ingress.text("/spec/rule/0/host"),
                    ingress.list("/spec/rule/0/http/path")
                            .map(path -> path.at("/backend/service/name").asText())
                            .toList()));
        }
        for (HelmRelease release : HelmRelease.all(blueprint)) {
            release.objects().stream()
                    .filter(object -> object.path("kind").asText().equals("Route"))
                    .forEach(route -> entries.add(new Entry(
                            release.resource().namespace(),
                            "OpenShift router",
                            route.at("/spec/host").asText(),
                            List.of(route.at("/spec/to/name").asText()))));
            release.objects().stream()
                    .filter(object -> object.path("kind").asText().equals("HTTPRoute"))
                    .map(route -> new Entry(
                            release.resource().namespace(),
                            "Gateway",
                            route.at("/spec/hostnames/0").asText(),
                            route.at("/spec/rules").findValues("backendRefs").stream()
                                    .map(backends -> backends.at("/0/name").asText())
                                    .toList()))
                    // a redirect points to no Service
                    .filter(entry -> !entry.services().isEmpty())
                    .forEach(entries::add);
        }
        return entries;
    }

    Box box() {
        return new Box(id(), title, List.of(host), Kind.CLOUD);
    }

    /** The arrows from people to the entry, and from the entry to workloads in {@code areas}. */
    List<Arrow> arrows(List<Area> areas) {
        List<Arrow> arrows = new ArrayList<>();
        arrows.add(new Arrow(PictureReader.PEOPLE.id(), id(), "443"));
        services.forEach(service -> arrows.add(new Arrow(id(), workload(service, areas), "")));
        return arrows;
    }

    private String id() {
        return "entry:" + services.get(0);
    }

    /** The workload behind {@code service}, which has the same name; a chart may put the release's name before the Service's. */
    private String workload(String service, List<Area> areas) {
        String id = namespace + "/" + service;
        boolean isThere = areas.stream().anyMatch(area -> area.has(id));
        return isThere ? id : namespace + "/" + service.substring(service.indexOf('-') + 1);
    }
}
