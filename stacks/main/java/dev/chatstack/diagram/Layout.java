package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything of a picture goes: those outside on the left, namespaces one below the other in the middle, what lets people in
 * before the namespace that it leads to, the cloud's services on the right. Within a namespace arrows point to the right.
 */
final class Layout {
    static final int BOX_WIDTH = 250;
    static final int LINE = 16;
    static final int GAP = 12;
    private static final int COLUMN_GAP = 95;
    private static final int PADDING = 16;
    private static final int HEADING = 24;

    /** Room below the boxes of a namespace for the ways out of it. */
    private static final int LANES = 34;

    /** A place on the sheet, in its units. */
    record Place(int x, int y, int width, int height) {
        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }
    }

    private final Picture picture;
    private final Map<String, Place> boxes = new HashMap<>();
    private final Map<String, Place> areas = new LinkedHashMap<>();
    private final List<Place> frames = new ArrayList<>();
    private Place sheet;

    Layout(Picture picture) {
        this.picture = picture;
        NamespaceRows bands = new NamespaceRows(picture);
        int inset = picture.frames().size() * PADDING;
        int edge = PADDING + 150 + COLUMN_GAP + inset;
        // a load balancer stands in the network but not in the cluster
        boolean besideTheCluster =
                !picture.entries().isEmpty() && picture.frames().size() > 1;
        int left = besideTheCluster ? edge + BOX_WIDTH + COLUMN_GAP : edge;
        int top = 50 + picture.frames().size() * (HEADING + 6);
        int y = top;
        int right = left;
        for (List<Area> band : bands.all()) {
            int x = left;
            int bottom = y;
            if (bands.isEnteredFromTheCloud(band)) {
                int entriesX = besideTheCluster ? edge : x;
                x = Math.max(x, column(picture.entries(), entriesX, y + HEADING, BOX_WIDTH) + COLUMN_GAP);
            }
            for (Area area : band) {
                Place place = area(area, x, y);
                areas.put(area.name(), place);
                x = place.right() + COLUMN_GAP;
                bottom = Math.max(bottom, place.bottom());
            }
            right = Math.max(right, x - COLUMN_GAP);
            y = bottom + 2 * GAP;
        }
        frame(edge, left, right, top, y);
        people(top);
    }

    Place of(String id) {
        return boxes.get(id);
    }

    Map<String, Place> areas() {
        return areas;
    }

    List<Place> frames() {
        return frames;
    }

    Place sheet() {
        return sheet;
    }

    /** The services stand in the cloud, beside the network; the rest of the frames lies inside it. */
    private void frame(int edge, int left, int right, int top, int bottom) {
        int depth = picture.frames().size();
        int servicesLeft = right + depth * PADDING + COLUMN_GAP;
        column(picture.services(), servicesLeft, top, BOX_WIDTH);
        int servicesBottom = picture.services().stream()
                .mapToInt(box -> boxes.get(box.id()).bottom())
                .max()
                .orElse(bottom);
        for (int i = 0; i < depth; i++) {
            int inset = (depth - i) * PADDING;
            boolean isCloud = i == 0 && depth > 1;
            int frameRight = isCloud ? servicesLeft + BOX_WIDTH + PADDING : right + inset;
            int frameBottom = isCloud ? Math.max(bottom + inset, servicesBottom + PADDING) : bottom + inset;
            int frameTop = top - (depth - i) * (HEADING + 6);
            int frameLeft = (i == depth - 1 && depth > 1 ? left : edge) - inset;
            frames.add(new Place(frameLeft, frameTop, frameRight - frameLeft, frameBottom - frameTop));
        }
        int sheetBottom = Math.max(frames.get(0).bottom(), servicesBottom) + PADDING;
        int sheetRight = picture.services().isEmpty() ? frames.get(0).right() : servicesLeft + BOX_WIDTH + PADDING;
        sheet = new Place(0, 0, Math.max(frames.get(0).right(), sheetRight) + PADDING, sheetBottom);
    }

    /** Each of those outside is level with the first thing that it reaches. */
    private void people(int top) {
        int y = top;
        for (Box box : picture.outside()) {
            int level = picture.arrows().stream()
                    .filter(arrow -> arrow.from().equals(box.id()))
                    .mapToInt(arrow -> boxes.get(arrow.to()).y())
                    .min()
                    .orElse(y);
            y = Math.max(y, level);
            boxes.put(box.id(), new Place(PADDING, y, 150, height(box)));
            y += height(box) + GAP;
        }
    }

    private Place area(Area area, int x, int y) {
        int columnX = x + PADDING;
        int bottom = y;
        for (List<Box> column : BoxColumns.of(picture, area)) {
            column(column, columnX, y + HEADING + PADDING, BOX_WIDTH);
            bottom = Math.max(
                    bottom, boxes.get(column.get(column.size() - 1).id()).bottom());
            columnX += BOX_WIDTH + COLUMN_GAP;
        }
        return new Place(x, y, columnX - COLUMN_GAP - x + PADDING, bottom + LANES - y);
    }

    private int column(List<Box> column, int x, int y, int width) {
        int next = y;
        for (Box box : column) {
            boxes.put(box.id(), new Place(x, next, width, height(box)));
            next += height(box) + GAP;
        }
        return x + width;
    }

    /** The namespace in which {@code id} stands. */
    Optional<Place> areaOf(String id) {
        return picture.areas().stream()
                .filter(area -> area.has(id))
                .map(area -> areas.get(area.name()))
                .findFirst();
    }

    /** Whether {@code arrow} can go straight, because nothing stands between its ends. */
    boolean isStraight(Arrow arrow) {
        return of(arrow.to()).x() - of(arrow.from()).right() < 2 * COLUMN_GAP + BOX_WIDTH / 2
                || areaOf(arrow.from()).isEmpty();
    }

    static int height(Box box) {
        return 26
                + box.lines().stream().mapToInt(line -> BoxText.wrap(line).size()).sum() * LINE;
    }

    /** Arrows whose ends have a place. */
    List<Arrow> arrows() {
        return picture.arrows().stream()
                .filter(arrow -> boxes.containsKey(arrow.from()) && boxes.containsKey(arrow.to()))
                .toList();
    }
}
