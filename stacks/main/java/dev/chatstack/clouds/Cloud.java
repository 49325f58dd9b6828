package dev.chatstack.clouds;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.diagram.CloudPlaces;
import dev.chatstack.doctor.CloudChecks;
import java.util.List;
import java.util.Optional;

/** What the program asks of the place where an environment runs. {@link Clouds} alone knows which there are. */
public sealed interface Cloud permits ClusterCloud, HostCloud {
    /** What must hold there before a deploy. */
    CloudChecks checks();

    /** How its nodes are found among what was synthesized, and what each has room for. */
    default CloudNodes nodes() {
        return CloudNodes.NONE;
    }

    /** What it asks for {@code blueprint}; empty where nothing is paid for. */
    default Optional<CloudBill> bill(Blueprint blueprint, Capacity capacity) {
        return Optional.empty();
    }

    /** What of it stands in a picture. */
    default CloudPlaces places() {
        return CloudPlaces.NONE;
    }

    /** Whether the file forbids to delete what it describes. */
    default boolean isProtected() {
        return false;
    }

    /** What a removal leaves behind. */
    default List<Kept> kept() {
        return List.of();
    }
}
