package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;

/** A picture as Mermaid, which forges draw in a page of Markdown. */
final class Mermaid {
    private final StringBuilder text = new StringBuilder("flowchart LR\n");

    private Mermaid() {}

    /** The text of the diagram. */
    static String of(Picture picture) {
        return new Mermaid().draw(picture);
    }

    private String draw(Picture picture) {
        picture.outside().forEach(box -> box(box, 1, "([%s])"));
        int depth = picture.frames().size();
        for (int i = 0; i < depth; i++) {
            line(
                    i + 1,
                    "subgraph frame%d[%s]".formatted(i, quoted(picture.frames().get(i))));
        }
        picture.entries().forEach(box -> box(box, depth + 1, "[%s]"));
        for (Area area : picture.areas()) {
            line(depth + 1, "subgraph %s_ns[%s]".formatted(id(area.name()), quoted(area.name())));
            area.boxes().forEach(box -> box(box, depth + 2, shape(box)));
            line(depth + 1, "end");
        }
        picture.zones().forEach(box -> box(box, depth + 1, shape(box)));
        for (int i = depth; i > 0; i--) {
            if (i == 1) {
                picture.services().forEach(box -> box(box, 2, "[/%s/]"));
            }
            line(i, "end");
        }
        for (Arrow arrow : picture.arrows()) {
            String label = arrow.label().isEmpty() ? "" : "|" + arrow.label() + "|";
            line(1, id(arrow.from()) + " -->" + label + " " + id(arrow.to()));
        }
        return text.toString();
    }

    private void box(Box box, int indent, String shape) {
        line(indent, id(box.id()) + shape.formatted(quoted(box.title())));
    }

    private void line(int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
    }

    private static String shape(Box box) {
        return switch (box.kind()) {
            case DATA -> "[(%s)]";
            case TASK -> "(%s)";
            case OUTSIDE, SERVICE, CLOUD, ZONE -> "[%s]";
        };
    }

    private static String id(String id) {
        return id.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "'") + '"';
    }
}
