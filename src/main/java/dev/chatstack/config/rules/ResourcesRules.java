package dev.chatstack.config.rules;

import dev.chatstack.config.chat.ResourcesConfig;
import dev.chatstack.config.values.Sizes;

/** What a pod reserves lies within what it may use; the API server refuses any other. */
final class ResourcesRules {
    private ResourcesRules() {}

    static void check(Blocks blocks, Findings findings) {
        blocks.find(ResourcesConfig.class).ifPresent(resources -> {
            if (Sizes.bytes(resources.memory()) > Sizes.bytes(resources.memoryLimit())) {
                findings.refuse(
                        "chat.resources.memory",
                        "must be at most chat.resources.memoryLimit (" + resources.memoryLimit() + ")",
                        resources.memory());
            }
            if (Sizes.millicores(resources.cpu()) > Sizes.millicores(resources.cpuLimit())) {
                findings.refuse(
                        "chat.resources.cpu",
                        "must be at most chat.resources.cpuLimit (" + resources.cpuLimit() + ")",
                        resources.cpu());
            }
        });
    }
}
