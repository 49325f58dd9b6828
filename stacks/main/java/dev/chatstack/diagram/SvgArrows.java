package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Arrow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The arrows of a picture as SVG. */
final class SvgArrows {
    private final Layout layout;
    private final List<String> targets = new ArrayList<>();
    private final Set<String> labelled = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private SvgArrows(Layout layout) {
        this.layout = layout;
    }

    /** The elements of the file that draw the arrows. */
    static String of(Layout layout) {
        return new SvgArrows(layout).draw();
    }

    private String draw() {
        for (Arrow arrow : layout.arrows()) {
            if (layout.isStraight(arrow)) {
                straight(arrow);
            } else {
                around(arrow);
            }
        }
        return text.toString();
    }

    /** Draws arrows that end at the same box one below the other, in the order in which they begin. */
    private void straight(Arrow arrow) {
        Place from = layout.of(arrow.from());
        Place to = layout.of(arrow.to());
        List<Arrow> all = layout.arrows().stream()
                .filter(other -> other.to().equals(arrow.to()) && layout.isStraight(other))
                .sorted(Comparator.comparingInt(other -> layout.of(other.from()).y()))
                .toList();
        int y1 = from.y() + 20;
        int y2 = to.y() + to.height() * (all.indexOf(arrow) + 1) / (all.size() + 1);
        int bend = Math.max(30, (to.x() - from.right()) / 2);
        path("M%d %d C%d %d %d %d %d %d", from.right(), y1, from.right() + bend, y1, to.x() - bend, y2, to.x() - 1, y2);
        port(arrow, to, y2);
    }

    /** Draws down between the columns, along below the boxes of the namespace, and up again next to the target. */
    private void around(Arrow arrow) {
        Place from = layout.of(arrow.from());
        Place to = layout.of(arrow.to());
        if (!targets.contains(arrow.to())) {
            targets.add(arrow.to());
        }
        int lane = targets.indexOf(arrow.to());
        int below = layout.areaOf(arrow.from()).orElse(from).bottom() - 8 - 10 * lane;
        int y1 = from.bottom() - 8;
        int y2 = to.y() + to.height() / 2;
        int down = from.right() + 14 + 10 * lane;
        path("M%d %d H%d V%d H%d V%d H%d", from.right(), y1, down, below, to.x() - 60 + 14 * lane, y2, to.x() - 1);
        port(arrow, to, y2);
    }

    private void path(String way, Object... numbers) {
        text.append("<path class=\"arrow\" d=\"").append(way.formatted(numbers)).append("\"/>\n");
    }

    /** Labels the first of several arrows with the same ports to the same box; the box lists all of the ports. */
    private void port(Arrow arrow, Place to, int y) {
        String ports = arrow.label().replaceFirst("^([^,]*), [^,]*, .*", "$1 ...");
        if (!ports.isEmpty() && labelled.add(arrow.to() + " " + ports)) {
            text.append("<text class=\"port\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n"
                    .formatted(to.x() - 10, y - 4, BoxText.xml(ports)));
        }
    }
}
