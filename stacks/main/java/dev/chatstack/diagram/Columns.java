package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which boxes of a namespace stand below each other, so that arrows within it point to the right. */
record Columns(Picture picture, Area area) {
    /** Those of {@code area}, from left to right. */
    static List<List<Box>> of(Picture picture, Area area) {
        return new Columns(picture, area).all();
    }

    /** By how many arrows one comes to a box at most; boxes without any stand at the end, so that no arrow crosses them. */
    private List<List<Box>> all() {
        Map<Integer, List<Box>> columns = new TreeMap<>();
        int last =
                area.boxes().stream().mapToInt(box -> depth(box.id(), 0)).max().orElse(0);
        List<Box> alone = new ArrayList<>();
        for (Box box : area.boxes()) {
            boolean connected = picture.arrows().stream()
                    .anyMatch(
                            arrow -> arrow.from().equals(box.id()) || arrow.to().equals(box.id()));
            if (connected) {
                columns.computeIfAbsent(depth(box.id(), 0), key -> new ArrayList<>())
                        .add(box);
            } else {
                alone.add(box);
            }
        }
        int tallest = columns.values().stream().mapToInt(List::size).max().orElse(6);
        for (int i = 0; i < alone.size(); i++) {
            columns.computeIfAbsent(last + 1 + i / Math.max(4, tallest), key -> new ArrayList<>())
                    .add(alone.get(i));
        }
        return List.copyOf(columns.values());
    }

    private int depth(String id, int guard) {
        return guard > 8
                ? guard
                : picture.arrows().stream()
                        .filter(arrow -> arrow.to().equals(id) && area.has(arrow.from()))
                        .mapToInt(arrow -> 1 + depth(arrow.from(), guard + 1))
                        .max()
                        .orElse(0);
    }
}
