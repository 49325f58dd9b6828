package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;

/**
 * The texts of the files that show the picture of an environment.
 *
 * @param svg the picture for browsers and pages
 * @param mermaid the picture for forges, which draw Mermaid in Markdown
 */
public record Diagram(String svg, String mermaid) {
    /** Draws {@code blueprint}, and around it what {@code cloud} knows. */
    public static Diagram of(Blueprint blueprint, Capacity capacity, CloudPlaces cloud) {
        Picture picture = PictureReader.read(blueprint, capacity, cloud);
        return new Diagram(Svg.of(picture), Mermaid.of(picture));
    }
}
