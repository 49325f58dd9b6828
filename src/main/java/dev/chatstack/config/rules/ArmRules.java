package dev.chatstack.config.rules;

import dev.chatstack.config.Support;
import dev.chatstack.config.chat.RocketChatConfig;
import java.lang.module.ModuleDescriptor.Version;

/** Whether the programs of an environment are published for ARM processors, of which each cloud knows its own names. */
public final class ArmRules {
    private ArmRules() {}

    /** Refuses the machine type at {@code path}, which has ARM processors, where an image is not published for them. */
    public static void check(String path, String machineType, Blocks blocks, Findings findings) {
        String from = Support.lines("arm64").path("rocketchat").path("from").asText();
        blocks.find(RocketChatConfig.class)
                .map(RocketChatConfig::version)
                .filter(version -> Version.parse(version).compareTo(Version.parse(from)) < 0)
                .ifPresent(version -> findings.refuse(
                        path,
                        "must have x86 processors with chat.version " + version
                                + ", because images of Rocket.Chat are published for ARM from " + from + " on",
                        machineType));
    }
}
