package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.List;

/** BoxText that must fit into a box. */
final class BoxText {
    /** Characters of the small type that a box is wide. */
    private static final int WIDTH = 37;

    /** The height of a line, in the sheet's units. */
    static final int LINE = 16;

    private BoxText() {}

    /** The height of {@code box}, in the sheet's units. */
    static int height(Box box) {
        int lines = box.lines().stream().mapToInt(line -> wrap(line).size()).sum();
        return 26 + lines * LINE;
    }

    /** {@code text} in lines that fit, broken between words. */
    static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append("   ");
            }
            line.append(line.length() > 0 && !line.toString().isBlank() ? " " : "")
                    .append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** {@code text}, escaped for XML. */
    static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
