package dev.chatstack.diagram;

import static java.util.Objects.requireNonNull;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Box;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A picture as an SVG file, for browsers and pages. */
final class Svg {
    private static final String HEAD = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="Helvetica, Arial, sans-serif">
        <style>
          text { fill: #1f2933; font-size: 12px } .title { font-size: 14px; font-weight: bold } .page { font-size: 20px; font-weight: bold }
          .frame { fill: none; stroke: #9aa5b1; stroke-width: 1.5 } .area { fill: #f5f7fa; stroke: #52606d; stroke-width: 1.5 }
          .icon { fill: none; stroke: #334e68; stroke-width: 1.2; stroke-linejoin: round } .note { fill: #52606d } .box { stroke: #334e68; stroke-width: 1.2 } .outside { fill: #ffffff; stroke-dasharray: 5 3 }
          .service { fill: #e0f2fe } .data { fill: #fef3c7 } .task { fill: #ffffff } .cloud { fill: #ede9fe } .zone { fill: none; stroke-dasharray: 2 3 }
          .arrow { fill: none; stroke: #486581; stroke-width: 1.4; marker-end: url(#head) }
          .port { font-size: 12px; fill: #0b4f8a; stroke: #ffffff; stroke-width: 3; paint-order: stroke }
          .sheet { fill: #ffffff } .head { fill: #486581 }
          @media (prefers-color-scheme: dark) {
            text { fill: #e4e7eb } .note { fill: #9aa5b1 } .sheet, .outside, .task { fill: #1b222c } .area { fill: #232c38; stroke: #7b8794 }
            .frame { stroke: #616e7c } .box, .icon { stroke: #829ab1 } .service { fill: #12405f } .data { fill: #5b4308 } .cloud { fill: #3f2f6e }
            .arrow { stroke: #9fb3c8 } .head { fill: #9fb3c8 } .port { fill: #7cc4fa; stroke: #1b222c }
          }
        </style>
        <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
        <rect class="sheet" width="100%%" height="100%%"/>
        """;

    private static final String COLOURS =
            "blue: runs all the time. yellow: keeps data on its own disks. no colour: runs at times. ";

    private final Picture picture;
    private final Layout layout;
    private final StringBuilder text = new StringBuilder();

    private Svg(Picture picture) {
        this.picture = picture;
        this.layout = new Layout(picture);
    }

    /** The text of the file. */
    static String of(Picture picture) {
        return new Svg(picture).draw();
    }

    private String draw() {
        Place sheet = layout.frames().sheet();
        text.append(HEAD.formatted(sheet.width(), sheet.height(), sheet.width(), sheet.height()));
        write("page", 16, 30, picture.title());
        write("note", 260, 30, COLOURS + picture.note());
        for (int i = 0; i < picture.frames().size(); i++) {
            titled("frame", layout.frames().all().get(i), 10, picture.frames().get(i));
        }
        for (Area area : picture.areas()) {
            Place place = requireNonNull(layout.areas().get(area.name()));
            titled("area", place, 8, area.name());
            if (!area.note().isEmpty()) {
                write("note", place.x() + 12, place.y() + 34, area.note());
            }
        }
        text.append(SvgArrows.of(layout));
        Stream.of(picture.outside(), picture.entries(), picture.services(), picture.zones())
                .flatMap(List::stream)
                .forEach(this::box);
        picture.areas().forEach(area -> area.boxes().forEach(this::box));
        return text.append("</svg>\n").toString();
    }

    private void titled(String style, Place place, int round, String title) {
        rectangle(style, place, round);
        write("title", place.x() + 12, place.y() + 19, title);
    }

    private void box(Box box) {
        Place place = layout.of(box.id());
        rectangle("box " + box.kind().name().toLowerCase(Locale.ROOT), place, 6);
        write("title", place.x() + 10, place.y() + 18, box.title());
        text.append("<path class=\"icon\" transform=\"translate(%d %d)\" d=\"%s\"/>\n"
                .formatted(
                        place.x() + place.width() - Icon.SIZE - 6,
                        place.y() + 5,
                        Icon.of(box).path()));
        int y = place.y() + 18;
        for (String line : box.lines()) {
            List<String> parts = BoxText.wrap(line);
            for (int i = 0; i < parts.size(); i++) {
                y += BoxText.LINE;
                write("", place.x() + (i == 0 ? 10 : 22), y, parts.get(i));
            }
        }
    }

    private void rectangle(String style, Place place, int round) {
        text.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n"
                .formatted(style, place.x(), place.y(), place.width(), place.height(), round));
    }

    private void write(String style, int x, int y, String words) {
        String mark = style.isEmpty() ? "" : " class=\"" + style + "\"";
        text.append("<text%s x=\"%d\" y=\"%d\">%s</text>\n".formatted(mark, x, y, BoxText.xml(words)));
    }
}
