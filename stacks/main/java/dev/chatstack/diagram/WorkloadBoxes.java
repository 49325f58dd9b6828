package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.demand.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The workloads of a cluster as boxes, with their requests and the peers that may connect. */
final class WorkloadBoxes {
    private final Map<String, String> labels = new HashMap<>();
    private final List<NetworkPath> paths;
    private final Capacity capacity;

    WorkloadBoxes(Blueprint blueprint, Capacity capacity, List<NetworkPath> paths) {
        this.capacity = capacity;
        this.paths = paths;
        for (Resource resource : blueprint.resources()) {
            String label = resource.text("/metadata/labels/app.kubernetes.io~1name");
            if (!label.isEmpty()) {
                labels.put(resource.namespace() + "/" + resource.name(), label);
            }
        }
    }

    /** One box for each workload in {@code namespace}. */
    List<Picture.Box> in(String namespace) {
        List<Picture.Box> boxes = new ArrayList<>();
        for (Workload workload : capacity.workloads()) {
            String name = workload.pod().workload();
            if (name.startsWith(namespace + "/")) {
                boxes.add(box(namespace, name.substring(namespace.length() + 1), workload));
            }
        }
        return boxes;
    }

    private Picture.Box box(String namespace, String name, Workload workload) {
        String id = namespace + "/" + labels.getOrDefault(namespace + "/" + name, name);
        List<String> lines = new ArrayList<>();
        lines.add(size(workload));
        reach(id).forEach(lines::add);
        String label = id.substring(namespace.length() + 1);
        return new Picture.Box(id, label.replace("kube-prometheus-stack-", ""), lines, kind(workload));
    }

    private static Picture.Kind kind(Workload workload) {
        if (workload.kind() == Workload.Kind.TASK) {
            return Picture.Kind.TASK;
        }
        return workload.pod().keepsItsZone() ? Picture.Kind.DATA : Picture.Kind.SERVICE;
    }

    private static String size(Workload workload) {
        PodDemand pod = workload.pod();
        String count =
                switch (workload.kind()) {
                    case DAEMON -> "on every node";
                    case TASK -> "at times";
                    case SERVICE ->
                        workload.fewest() == workload.most()
                                ? workload.fewest() + (workload.fewest() == 1 ? " pod" : " pods")
                                : workload.fewest() + " to " + workload.most() + " pods";
                };
        ComputeResources amount = pod.amount();
        String disks =
                amount.volumes() == 0 ? "" : amount.volumes() == 1 ? ", a disk" : ", " + amount.volumes() + " disks";
        return "%s: %sm CPU, %s MiB%s".formatted(count, amount.cpu(), amount.memory() >> 20, disks);
    }

    /** The peers that may connect to the workload {@code id}, one line for each set of ports. */
    private List<String> reach(String id) {
        return paths.stream()
                .filter(path -> path.inwards() && path.workload().equals(id))
                .collect(Collectors.groupingBy(NetworkPath::ports, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> "port " + entry.getKey() + " from "
                        + String.join(
                                ", ",
                                entry.getValue().stream()
                                        .map(path -> shortName(path, id))
                                        .collect(Collectors.toCollection(TreeSet::new))))
                .toList();
    }

    private static String shortName(NetworkPath path, String id) {
        String peer = path.peer();
        if (path.isWithinOneWorkload()) {
            return "its own pods";
        }
        if (peer.equals(NetworkPath.ANYBODY) || peer.equals("*/*")) {
            return path.rule().replaceFirst(".*-from-", "").replace('-', ' ');
        }
        if (peer.endsWith("/*")) {
            return "namespace " + peer.substring(0, peer.length() - 2);
        }
        String namespace = id.substring(0, id.indexOf('/') + 1);
        return peer.startsWith(namespace)
                ? peer.substring(namespace.length())
                : peer.replaceFirst("^[^/]+/(?!\\d)", "");
    }
}
