package dev.chatstack.diagram;

import static java.util.Objects.requireNonNull;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places of everything in a picture: outside systems on the left, namespaces one below the other in the middle, the entries
 * of the
 * cloud before the namespace that they serve, the cloud's services on the right, and beyond the cloud's frame what is outside.
 * Within a namespace arrows point to the right.
 */
final class Layout {
    static final int BOX_WIDTH = 290;
    static final int GAP = 12;
    static final int COLUMN_GAP = 95;
    static final int PADDING = 16;
    static final int HEADING = 24;

    private static final int OUTSIDE_WIDTH = 150;

    /** Room below the boxes of a namespace for arrows that leave the namespace. */
    private static final int LANES = 34;

    private final Picture picture;
    private final Map<String, Place> boxes = new HashMap<>();
    private final Map<String, Place> areas = new LinkedHashMap<>();
    private final Frames frames;

    Layout(Picture picture) {
        this.picture = picture;
        int edge = PADDING + OUTSIDE_WIDTH + COLUMN_GAP + picture.frames().size() * PADDING;
        // a load balancer stands in the network but not in the cluster
        boolean besideTheCluster =
                !picture.entries().isEmpty() && picture.frames().size() > 1;
        int left = besideTheCluster ? edge + BOX_WIDTH + COLUMN_GAP : edge;
        int top = 50 + picture.frames().size() * (HEADING + 6);
        Place namespaces = aboveTheZones(namespaces(edge, left, top));
        int depth = picture.frames().size();
        int servicesLeft = namespaces.right() + depth * PADDING + COLUMN_GAP;
        Place services = right(false, servicesLeft, top);
        Place beyond = right(true, services.width() == 0 ? servicesLeft : services.right() + PADDING + COLUMN_GAP, top);
        this.frames = new Frames(depth, edge, namespaces, services, beyond);
        outside(top);
    }

    /** Places on the right what is of the cloud, or what is outside; returns the rectangle that it fills. */
    private Place right(boolean outside, int x, int top) {
        List<Box> column = picture.services().stream()
                .filter(box -> (box.kind() == Picture.Kind.OUTSIDE) == outside)
                .toList();
        column(column, x, top);
        int bottom =
                column.stream().mapToInt(box -> of(box.id()).bottom()).max().orElse(top);
        return new Place(x, top, column.isEmpty() ? 0 : BOX_WIDTH, bottom - top);
    }

    Place of(String id) {
        return requireNonNull(boxes.get(id));
    }

    Map<String, Place> areas() {
        return areas;
    }

    Frames frames() {
        return frames;
    }

    /** Places the namespaces, and the entries of the cloud, in rows; returns the rectangle from {@code left} that they fill. */
    private Place namespaces(int edge, int left, int top) {
        NamespaceRows rows = new NamespaceRows(picture);
        int y = top;
        int right = left;
        for (List<Area> row : rows.all()) {
            int x = left;
            int bottom = y;
            if (rows.isEnteredFromTheCloud(row)) {
                column(picture.entries(), edge, y + HEADING);
                x = Math.max(x, edge + BOX_WIDTH + COLUMN_GAP);
            }
            for (Area area : row) {
                Place place = area(area, x, y);
                areas.put(area.name(), place);
                x = place.right() + COLUMN_GAP;
                bottom = Math.max(bottom, place.bottom());
            }
            right = Math.max(right, x - COLUMN_GAP);
            y = bottom + 2 * GAP;
        }
        return new Place(left, top, right - left, y - top);
    }

    /** Places the zones side by side below {@code namespaces}; returns the rectangle that both fill. */
    private Place aboveTheZones(Place namespaces) {
        int x = namespaces.x();
        int bottom = namespaces.bottom();
        for (Box zone : picture.zones()) {
            Place place = new Place(x, namespaces.bottom(), BOX_WIDTH, BoxText.height(zone));
            boxes.put(zone.id(), place);
            x = place.right() + 2 * GAP;
            bottom = Math.max(bottom, place.bottom() + GAP);
        }
        int right = Math.max(namespaces.right(), x - 2 * GAP);
        return new Place(namespaces.x(), namespaces.y(), right - namespaces.x(), bottom - namespaces.y());
    }

    /** Places each outside system level with the first box that its arrows reach. */
    private void outside(int top) {
        int y = top;
        for (Box box : picture.outside()) {
            int level = picture.arrows().stream()
                    .filter(arrow -> arrow.from().equals(box.id()) && boxes.containsKey(arrow.to()))
                    .mapToInt(arrow -> of(arrow.to()).y())
                    .min()
                    .orElse(y);
            y = Math.max(y, level);
            boxes.put(box.id(), new Place(PADDING, y, OUTSIDE_WIDTH, BoxText.height(box)));
            y += BoxText.height(box) + GAP;
        }
    }

    private Place area(Area area, int x, int y) {
        int columnX = x + PADDING;
        int bottom = y;
        for (List<Box> column : BoxColumns.of(picture, area)) {
            column(column, columnX, y + HEADING + PADDING);
            bottom = Math.max(bottom, of(column.get(column.size() - 1).id()).bottom());
            columnX += BOX_WIDTH + COLUMN_GAP;
        }
        return new Place(x, y, columnX - COLUMN_GAP - x + PADDING, bottom + LANES - y);
    }

    private void column(List<Box> column, int x, int y) {
        int next = y;
        for (Box box : column) {
            boxes.put(box.id(), new Place(x, next, BOX_WIDTH, BoxText.height(box)));
            next += BoxText.height(box) + GAP;
        }
    }

    /** The namespace in which the box {@code id} stands. */
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

    /** The arrows whose ends have a place. */
    List<Arrow> arrows() {
        return picture.arrows().stream()
                .filter(arrow -> boxes.containsKey(arrow.from()) && boxes.containsKey(arrow.to()))
                .toList();
    }
}
