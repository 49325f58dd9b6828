package dev.chatstack.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames around the namespaces, the outermost first: cloud, network, cluster. The cloud's services stand in the first one
 * only, and what is outside in none.
 */
final class Frames {
    private final List<Place> frames = new ArrayList<>();
    private final Place sheet;

    /** {@code depth} frames; all but the innermost reach left to {@code edge}. */
    Frames(int depth, int edge, Place namespaces, Place services, Place beyond) {
        for (int i = 0; i < depth; i++) {
            int inset = (depth - i) * Layout.PADDING;
            boolean isCloud = i == 0 && depth > 1 && services.width() > 0;
            boolean isInnermost = i == depth - 1 && depth > 1;
            int right = isCloud ? services.x() + Layout.BOX_WIDTH + Layout.PADDING : namespaces.right() + inset;
            int bottom = namespaces.bottom() + inset;
            int frameBottom = isCloud ? Math.max(bottom, services.bottom() + Layout.PADDING) : bottom;
            int top = namespaces.y() - (depth - i) * (Layout.HEADING + 6);
            int left = (isInnermost ? namespaces.x() : edge) - inset;
            frames.add(new Place(left, top, right - left, frameBottom - top));
        }
        Place outermost = frames.get(0);
        sheet = new Place(
                0,
                0,
                Math.max(outermost.right(), beyond.width() == 0 ? 0 : beyond.right()) + Layout.PADDING,
                Math.max(outermost.bottom(), beyond.bottom()) + Layout.PADDING);
    }

    List<Place> all() {
        return frames;
    }

    /** The whole sheet. */
    Place sheet() {
        return sheet;
    }
}
