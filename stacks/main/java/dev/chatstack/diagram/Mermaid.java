package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Area;
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
        picture.outside().forEach(box -> box(box, "  ", "([", "])"));
        String indent = "  ";
        for (int i = 0; i < picture.frames().size(); i++) {
            text.append(indent)
                    .append("subgraph frame")
                    .append(i)
                    .append("[\"")
                    .append(words(picture.frames().get(i)))
                    .append("\"]\n");
            indent += "  ";
        }
        String inside = indent;
        picture.entries().forEach(box -> box(box, inside, "[", "]"));
        for (Area area : picture.areas()) {
            text.append(inside)
                    .append("subgraph ")
                    .append(id(area.name()))
                    .append("_ns[\"")
                    .append(area.name())
                    .append("\"]\n");
            area.boxes().forEach(box -> box(box, inside + "  ", open(box), close(box)));
            text.append(inside).append("end\n");
        }
        for (int i = picture.frames().size(); i > 0; i--) {
            if (i == 1) {
                picture.services().forEach(box -> box(box, "    ", "[/", "/]"));
            }
            text.append("  ".repeat(i)).append("end\n");
        }
        picture.arrows().forEach(arrow -> text.append("  ")
                .append(id(arrow.from()))
                .append(arrow.label().isEmpty() ? " --> " : " -->|" + arrow.label() + "| ")
                .append(id(arrow.to()))
                .append('\n'));
        return text.toString();
    }

    private void box(Box box, String indent, String open, String close) {
        text.append(indent)
                .append(id(box.id()))
                .append(open)
                .append('"')
                .append(words(box.title()))
                .append('"')
                .append(close)
                .append('\n');
    }

    private static String open(Box box) {
        return switch (box.kind()) {
            case DATA -> "[(";
            case TASK -> "(";
            default -> "[";
        };
    }

    private static String close(Box box) {
        return switch (box.kind()) {
            case DATA -> ")]";
            case TASK -> ")";
            default -> "]";
        };
    }

    private static String id(String id) {
        return id.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String words(String text) {
        return text.replace("\"", "'");
    }
}
