package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import dev.chatstack.diagram.Picture.Surroundings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The picture of one Docker host. An arrow leads from a container to one that it needs and shares a network with. */
record DockerPicture(Blueprint blueprint, List<DockerContainer> containers) {
    private static final Box PEOPLE = new Box("people", "people", List.of("browsers"), Kind.OUTSIDE);

    Picture picture() {
        List<Box> boxes = containers.stream().map(this::box).toList();
        List<Arrow> arrows = new ArrayList<>();
        for (DockerContainer container : containers) {
            if (!container.ports().isEmpty()) {
                arrows.add(new Arrow(PEOPLE.id(), container.id(), String.join(", ", container.ports())));
            }
            for (DockerContainer other : containers) {
                boolean meet = !Collections.disjoint(container.networks(), other.networks());
                if (container.needs(other) && meet) {
                    arrows.add(new Arrow(container.id(), other.id(), ""));
                }
            }
        }
        boolean reached = arrows.stream().anyMatch(arrow -> arrow.from().equals(PEOPLE.id()));
        return new Picture(
                blueprint.environment(),
                "Arrows: what needs what, and shares a network with it.",
                frames(),
                new Surroundings(reached ? List.of(PEOPLE) : List.of(), List.of(), List.of(), List.of()),
                List.of(new Area("containers", "", boxes)),
                arrows);
    }

    /** Titles of the frames around the containers, the outermost first. */
    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (Resource machine : blueprint.all("google_compute_instance")) {
            frames.add("Google Cloud, " + machine.text("/zone"));
            frames.add("machine " + machine.name() + ", " + machine.text("/machine_type"));
        }
        frames.add("one Docker host");
        return frames;
    }

    private Box box(DockerContainer container) {
        List<String> lines = new ArrayList<>();
        lines.add((container.stays() ? "" : "runs once; ")
                + (container.memoryMib() == 0 ? "no limit of memory" : "up to " + container.memoryMib() + " MiB"));
        if (!container.networks().isEmpty()) {
            lines.add("networks " + String.join(", ", container.networks()));
        }
        // volumes of delivered files hold no data of people
        List<String> data = container.volumes().stream()
                .filter(volume -> !volume.endsWith("-files"))
                .toList();
        if (!data.isEmpty()) {
            lines.add("volumes " + String.join(", ", data));
        }
        Kind kind = !container.stays() ? Kind.TASK : data.isEmpty() ? Kind.SERVICE : Kind.DATA;
        return new Box(container.id(), container.name(), lines, kind);
    }
}
