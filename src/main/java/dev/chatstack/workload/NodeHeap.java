package dev.chatstack.workload;

import dev.chatstack.config.values.Sizes;

/**
 * The heap of Node in a container: three quarters of its memory. The rest is for buffers, and for what else runs there, such as the
 * Apps-Engine of Rocket.Chat.
 *
 * @param memoryLimit of the container, such as {@code 2Gi}
 */
public record NodeHeap(String memoryLimit) {
    /** The most that it takes, in bytes. */
    public long bytes() {
        return Sizes.bytes(memoryLimit) * 3 / 4;
    }

    /** The variable {@code NODE_OPTIONS} that says so. */
    public String options() {
        return "--max-old-space-size=" + (bytes() >> 20);
    }
}
