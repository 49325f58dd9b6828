package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns in which the boxes of a namespace stand, so that arrows within the namespace point to the right. */
record BoxColumns(Picture picture, Area area) {
    /** The columns of {@code area}, from left to right. */
    static List<List<Box>> of(Picture picture, Area area) {
        return new BoxColumns(picture, area).all();
    }

    /** The height of a namespace without arrows, in the sheet's units. */
    private static final int LONE_HEIGHT = 150;

    /** The factor by which boxes without arrows may raise a column before they get a new column. */
    private static final double HIGHER = 2;

    /** A box stands in the column of its longest path; boxes without arrows stand below, where no arrow crosses them. */
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
        int limit = (int) (HIGHER
                * columns.values().stream().mapToInt(BoxColumns::height).max().orElse(LONE_HEIGHT));
        for (Box box : alone) {
            columns.values().stream()
                    .filter(column -> height(column) + BoxText.height(box) <= limit)
                    .min(Comparator.comparingInt(BoxColumns::height))
                    .orElseGet(() -> columns.computeIfAbsent(last + 1 + columns.size(), key -> new ArrayList<>()))
                    .add(box);
        }
        return List.copyOf(columns.values());
    }

    private static int height(List<Box> column) {
        return column.stream().mapToInt(box -> BoxText.height(box) + Layout.GAP).sum();
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
