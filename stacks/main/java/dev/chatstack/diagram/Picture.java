package dev.chatstack.diagram;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is drawn of an environment.
 *
 * @param title the environment's name
 * @param note what the colours and arrows of this picture mean, besides what they always mean
 * @param frames titles of the frames around the namespaces, the outermost first: cloud, network, cluster
 * @param surroundings what stands around the namespaces
 * @param areas the namespaces
 * @param arrows the connections that are drawn
 */
record Picture(
        String title,
        String note,
        List<String> frames,
        Surroundings surroundings,
        List<Area> areas,
        List<Arrow> arrows) {
    /** How a box looks. */
    enum Kind {
        /** a person or a system outside the environment */
        OUTSIDE,
        /** runs all the time */
        SERVICE,
        /** runs all the time and keeps data */
        DATA,
        /** runs and ends */
        TASK,
        /** a service of the cloud */
        CLOUD,
        /** a zone of the cloud, with its nodes */
        ZONE
    }

    /**
     * A rectangle with a title and text.
     *
     * @param id the name by which arrows refer to the box
     * @param title the first line
     * @param lines the other lines
     * @param kind how the box looks
     */
    record Box(String id, String title, List<String> lines, Kind kind) {
        Box {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A namespace.
     *
     * @param name the namespace's name
     * @param note what holds for all boxes in the namespace
     * @param boxes the workloads in the namespace
     */
    record Area(String name, String note, List<Box> boxes) {
        Area {
            boxes = List.copyOf(boxes);
        }

        /** Whether the box {@code id} is in the namespace. */
        boolean has(String id) {
            return boxes.stream().anyMatch(box -> box.id().equals(id));
        }
    }

    /**
     * A connection from one box to another.
     *
     * @param from the id of the first box
     * @param to the id of the second box
     * @param label ports, or what is carried
     */
    record Arrow(String from, String to, String label) {}

    /**
     * The boxes outside the namespaces.
     *
     * @param outside the people and systems that use the environment
     * @param entries load balancers and routers through which they connect, which are not in the cluster
     * @param services services of the cloud besides the cluster
     * @param zones the zones of the cluster; a pod is in one of them, a namespace is in all
     */
    record Surroundings(List<Box> outside, List<Box> entries, List<Box> services, List<Box> zones) {
        Surroundings {
            outside = List.copyOf(outside);
            entries = List.copyOf(entries);
            services = List.copyOf(services);
            zones = List.copyOf(zones);
        }
    }

    Picture {
        frames = List.copyOf(frames);
        areas = List.copyOf(areas);
        arrows = List.copyOf(arrows);
    }

    List<Box> outside() {
        return surroundings.outside();
    }

    List<Box> entries() {
        return surroundings.entries();
    }

    List<Box> services() {
        return surroundings.services();
    }

    List<Box> zones() {
        return surroundings.zones();
    }

    /** Whether an arrow leads from a box of {@code from} to a box in {@code to}. */
    boolean leads(Predicate<String> from, Predicate<String> to) {
        return arrows.stream().anyMatch(arrow -> from.test(arrow.from()) && to.test(arrow.to()));
    }
}
