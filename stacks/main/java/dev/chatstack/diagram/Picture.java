package dev.chatstack.diagram;

import java.util.List;

/**
 * What is drawn of an environment.
 *
 * @param title its name
 * @param note what its colours and arrows mean, besides what they always mean
 * @param frames what encloses its namespaces, the outermost first: cloud, network, cluster
 * @param outside who uses it from outside
 * @param entries what lets them in and is not in the cluster
 * @param areas its namespaces
 * @param services what the cloud gives besides the cluster
 * @param arrows who talks to whom, as far as it is drawn
 */
record Picture(
        String title,
        String note,
        List<String> frames,
        List<Box> outside,
        List<Box> entries,
        List<Area> areas,
        List<Box> services,
        List<Arrow> arrows) {
    /** How a box looks. */
    enum Kind {
        /** a person or a system that is not ours */
        OUTSIDE,
        /** runs all the time */
        SERVICE,
        /** runs all the time and keeps data */
        DATA,
        /** runs, and is over */
        TASK,
        /** the cloud's */
        CLOUD
    }

    /**
     * A thing with a name.
     *
     * @param id known to arrows
     * @param title its name
     * @param lines what else is said of it
     * @param kind how it looks
     */
    record Box(String id, String title, List<String> lines, Kind kind) {
        Box {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A namespace.
     *
     * @param name its name
     * @param note what holds for all that is in it
     * @param boxes what is in it
     */
    record Area(String name, String note, List<Box> boxes) {
        Area {
            boxes = List.copyOf(boxes);
        }

        /** Whether {@code id} is in it. */
        boolean has(String id) {
            return boxes.stream().anyMatch(box -> box.id().equals(id));
        }
    }

    /**
     * A way from one box to another.
     *
     * @param from where it begins
     * @param to where it ends
     * @param label ports, or what is carried
     */
    record Arrow(String from, String to, String label) {}

    Picture {
        frames = List.copyOf(frames);
        outside = List.copyOf(outside);
        entries = List.copyOf(entries);
        areas = List.copyOf(areas);
        services = List.copyOf(services);
        arrows = List.copyOf(arrows);
    }
}
