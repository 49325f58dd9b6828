package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which namespaces of a picture stand side by side, and which below each other. */
record NamespaceRows(Picture picture) {
    /** Namespaces that lead into each other stand side by side, the others below. */
    List<List<Area>> all() {
        List<List<Area>> bands = new ArrayList<>();
        List<Area> rest = new ArrayList<>(picture.areas());
        for (Area target : picture.areas()) {
            for (Area source : picture.areas()) {
                if (source != target && rest.contains(source) && rest.contains(target) && leads(source, target)) {
                    bands.add(List.of(source, target));
                    rest.removeAll(List.of(source, target));
                }
            }
        }
        rest.stream().sorted(Comparator.comparing(this::rank)).forEach(area -> bands.add(List.of(area)));
        return bands;
    }

    /** What people reach first, then what administrators reach, then the rest. */
    private int rank(Area area) {
        boolean reached = picture.outside().stream()
                .flatMap(person ->
                        picture.arrows().stream().filter(arrow -> arrow.from().equals(person.id())))
                .anyMatch(arrow -> area.has(arrow.to()));
        return isEnteredFromTheCloud(List.of(area)) ? 0 : reached ? 1 : 2;
    }

    private boolean leads(Area source, Area target) {
        return picture.arrows().stream().anyMatch(arrow -> source.has(arrow.from()) && target.has(arrow.to()));
    }

    boolean isEnteredFromTheCloud(List<Area> band) {
        return picture.arrows().stream()
                .anyMatch(arrow ->
                        picture.entries().stream().anyMatch(box -> box.id().equals(arrow.from()))
                                && band.stream().anyMatch(area -> area.has(arrow.to())));
    }
}
