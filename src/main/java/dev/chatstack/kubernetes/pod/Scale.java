package dev.chatstack.kubernetes.pod;

import dev.chatstack.config.chat.AutoscalingConfig;
import java.util.Optional;

/**
 * How many pods of a Deployment there are.
 *
 * @param replicas as many, or at least as many when they follow the load
 * @param autoscaling how they follow the load; empty for a fixed number
 */
public record Scale(int replicas, Optional<AutoscalingConfig> autoscaling) {
    /** Always {@code replicas}. */
    public static Scale fixed(int replicas) {
        return new Scale(replicas, Optional.empty());
    }
}
