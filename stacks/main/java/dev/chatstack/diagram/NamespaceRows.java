package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The rows in which the namespaces of a picture stand. */
record NamespaceRows(Picture picture) {
    /** Two namespaces with an arrow from one to the other share a row; every other namespace has its own. */
    List<List<Area>> all() {
        List<List<Area>> rows = new ArrayList<>();
        List<Area> rest = new ArrayList<>(picture.areas());
        for (Area target : picture.areas()) {
            for (Area source : picture.areas()) {
                boolean free = !source.equals(target) && rest.contains(source) && rest.contains(target);
                if (free && picture.leads(source::has, target::has)) {
                    rows.add(List.of(source, target));
                    rest.removeAll(List.of(source, target));
                }
            }
        }
        rest.stream().sorted(Comparator.comparingInt(this::rank)).forEach(area -> rows.add(List.of(area)));
        return rows;
    }

    /** What people reach through the cloud's entries comes first, then what others outside reach, then the rest. */
    private int rank(Area area) {
        boolean reached = picture.leads(isOneOf(picture.outside()), area::has);
        return isEnteredFromTheCloud(List.of(area)) ? 0 : reached ? 1 : 2;
    }

    boolean isEnteredFromTheCloud(List<Area> row) {
        return row.stream().anyMatch(area -> picture.leads(isOneOf(picture.entries()), area::has));
    }

    private static Predicate<String> isOneOf(List<Box> boxes) {
        return id -> boxes.stream().anyMatch(box -> box.id().equals(id));
    }
}
