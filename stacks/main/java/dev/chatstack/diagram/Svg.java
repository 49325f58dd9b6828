package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A picture as SVG, to be looked at in a browser and on a page. */
final class Svg {
    private static final String HEAD = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="Helvetica, Arial, sans-serif">
        <style>
          text { fill: #1f2933; font-size: 12px } .title { font-size: 14px; font-weight: bold } .page { font-size: 20px; font-weight: bold }
          .frame { fill: none; stroke: #9aa5b1; stroke-width: 1.5 } .area { fill: #f5f7fa; stroke: #52606d; stroke-width: 1.5 }
          .note { fill: #52606d } .box { stroke: #334e68; stroke-width: 1.2 } .outside { fill: #ffffff; stroke-dasharray: 5 3 }
          .service { fill: #e0f2fe } .data { fill: #fef3c7 } .task { fill: #ffffff } .cloud { fill: #ede9fe }
          .arrow { fill: none; stroke: #486581; stroke-width: 1.4; marker-end: url(#head) }
          .port { font-size: 12px; fill: #0b4f8a; stroke: #ffffff; stroke-width: 3; paint-order: stroke }
        </style>
        <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#486581"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """;

    private final Picture picture;
    private final Layout layout;
    private final List<String> targets = new ArrayList<>();
    private final Set<String> labelled = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private Svg(Picture picture) {
        this.picture = picture;
        this.layout = new Layout(picture);
    }

    /** The file's text. */
    static String of(Picture picture) {
        return new Svg(picture).draw();
    }

    private String draw() {
        Layout.Place sheet = layout.sheet();
        text.append(HEAD.formatted(sheet.width(), sheet.height(), sheet.width(), sheet.height()));
        write("page", 16, 30, picture.title());
        write(
                "note",
                260,
                30,
                "blue: runs all the time. yellow: keeps data on disks of its own. white: runs at times. "
                        + picture.note());
        for (int i = 0; i < picture.frames().size(); i++) {
            Layout.Place frame = layout.frames().get(i);
            rectangle("frame", frame, 10);
            write("title", frame.x() + 12, frame.y() + 19, picture.frames().get(i));
        }
        for (Area area : picture.areas()) {
            Layout.Place place = layout.areas().get(area.name());
            rectangle("area", place, 8);
            write("title", place.x() + 12, place.y() + 19, area.name());
            if (!area.note().isEmpty()) {
                write("note", place.x() + 12, place.y() + 34, area.note());
            }
        }
        arrows();
        Stream.of(picture.outside(), picture.entries(), picture.services())
                .flatMap(List::stream)
                .forEach(this::box);
        picture.areas().forEach(area -> area.boxes().forEach(this::box));
        return text.append("</svg>\n").toString();
    }

    private void box(Box box) {
        Layout.Place place = layout.of(box.id());
        rectangle("box " + box.kind().name().toLowerCase(Locale.ROOT), place, 6);
        write("title", place.x() + 10, place.y() + 18, box.title());
        int y = place.y() + 18;
        for (String line : box.lines()) {
            List<String> parts = BoxText.wrap(line);
            for (int i = 0; i < parts.size(); i++) {
                y += Layout.LINE;
                write("", place.x() + (i == 0 ? 10 : 22), y, parts.get(i));
            }
        }
    }

    private void arrows() {
        for (Arrow arrow : layout.arrows()) {
            if (layout.isStraight(arrow)) {
                straight(arrow);
            } else {
                around(arrow);
            }
        }
    }

    /** Arrows that end at the same box end one below the other, in the order in which they begin. */
    private void straight(Arrow arrow) {
        Layout.Place from = layout.of(arrow.from());
        Layout.Place to = layout.of(arrow.to());
        List<Arrow> all = layout.arrows().stream()
                .filter(other -> other.to().equals(arrow.to()) && layout.isStraight(other))
                .sorted(Comparator.comparingInt(other -> layout.of(other.from()).y()))
                .toList();
        int y1 = from.y() + 20;
        int y2 = to.y() + to.height() * (all.indexOf(arrow) + 1) / (all.size() + 1);
        int bend = Math.max(30, (to.x() - from.right()) / 2);
        path("M%d %d C%d %d %d %d %d %d"
                .formatted(from.right(), y1, from.right() + bend, y1, to.x() - bend, y2, to.x() - 1, y2));
        port(arrow, to, y2);
    }

    /** Down between the columns, along below the boxes of the namespace, and up again beside what it leads to. */
    private void around(Arrow arrow) {
        Layout.Place from = layout.of(arrow.from());
        Layout.Place to = layout.of(arrow.to());
        if (!targets.contains(arrow.to())) {
            targets.add(arrow.to());
        }
        int lane = targets.indexOf(arrow.to());
        int below = layout.areaOf(arrow.from()).orElse(from).bottom() - 8 - 10 * lane;
        int y2 = to.y() + to.height() / 2;
        path("M%d %d H%d V%d H%d V%d H%d"
                .formatted(
                        from.right(),
                        from.bottom() - 8,
                        from.right() + 14 + 10 * lane,
                        below,
                        to.x() - 60 + 14 * lane,
                        y2,
                        to.x() - 1));
        port(arrow, to, y2);
    }

    private void path(String way) {
        text.append("<path class=\"arrow\" d=\"").append(way).append("\"/>\n");
    }

    /** Of several arrows with the same ports to the same box only the first has them beside it; all of them stand in the box. */
    private void port(Arrow arrow, Layout.Place to, int y) {
        String ports = arrow.label().replaceFirst("^([^,]*, [^,]*), .*", "$1 ...");
        if (!ports.isEmpty() && labelled.add(arrow.to() + " " + ports)) {
            text.append("<text class=\"port\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n"
                    .formatted(to.x() - 10, y - 4, BoxText.xml(ports)));
        }
    }

    private void rectangle(String style, Layout.Place place, int round) {
        text.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n"
                .formatted(style, place.x(), place.y(), place.width(), place.height(), round));
    }

    private void write(String style, int x, int y, String words) {
        String mark = style.isEmpty() ? "" : " class=\"" + style + "\"";
        text.append("<text%s x=\"%d\" y=\"%d\">%s</text>\n".formatted(mark, x, y, BoxText.xml(words)));
    }
}
