package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;

/**
 * The picture of an environment, as files are written of it.
 *
 * @param svg for a browser and for a page
 * @param mermaid for a forge, which draws it in a page of Markdown
 */
public record Diagram(String svg, String mermaid) {
    /** Draws {@code blueprint}, which must hold every resource, and what is around it in {@code cloud}. */
    public static Diagram of(Blueprint blueprint, Capacity capacity, CloudPlaces cloud) {
        Picture picture = PictureReader.read(blueprint, capacity, cloud);
        return new Diagram(Svg.of(picture), Mermaid.of(picture));
    }
}
