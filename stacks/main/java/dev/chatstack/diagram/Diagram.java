package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;

/**
 * The picture of an environment, as files are written of it.
 *
 * @param svg for a browser and for a page
 * @param mermaid for a forge, which draws it in a page of Markdown
 */
public record Diagram(String svg, String mermaid) {
    /** Draws {@code blueprint}, which must hold every resource. */
    public static Diagram of(Blueprint blueprint) {
        Picture picture = PictureReader.read(blueprint);
        return new Diagram(Svg.of(picture), Mermaid.of(picture));
    }
}
