package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;

/**
 * The texts of the files that show the picture of an environment.
 *
 * @param svg the picture for browsers and pages
 * @param mermaid the picture for forges, which draw Mermaid in Markdown
 */
public record Diagram(String svg, String mermaid) {
    /** Draws {@code blueprint}. */
    public static Diagram of(Blueprint blueprint) {
        Picture picture = PictureReader.read(blueprint);
        return new Diagram(Svg.of(picture), Mermaid.of(picture));
    }
}
