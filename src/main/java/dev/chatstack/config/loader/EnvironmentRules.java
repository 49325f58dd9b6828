package dev.chatstack.config.loader;

import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.outside.OutsideRules;
import dev.chatstack.config.placement.PlacementRules;
import dev.chatstack.config.rules.BackupRules;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.ChatRules;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.MongoDbRules;
import dev.chatstack.config.rules.MonitoringRules;
import dev.chatstack.config.rules.SupportRules;
import dev.chatstack.config.rules.TailchatRules;
import dev.chatstack.config.rules.WebsiteRules;
import java.nio.file.Path;
import java.time.Clock;

/** The rules that span several settings. They see only blocks without mistakes. */
final class EnvironmentRules {
    /** With {@code -backups} behind it the name must fit a Google service account, 30 characters. */
    private static final String NAME = "[a-z][-a-z0-9]{0,18}[a-z0-9]";

    private EnvironmentRules() {}

    /** What is wrong, or unwise, with {@code blocks} as the environment {@code name}, whose file is in {@code folder}. */
    static Findings check(String name, Path folder, Blocks blocks) {
        Findings findings = new Findings();
        if (!name.matches(NAME)) {
            findings.refuse(
                    "",
                    "the file's name, without .yaml, names the environment and its resources: it must be 2 to 20 lower-case letters, digits and -, beginning with a letter",
                    name);
        }
        CloudConfig.check(blocks, Clock.systemUTC(), findings);
        BackupRules.check(blocks, findings);
        ChatRules.check(blocks, findings);
        MongoDbRules.check(blocks, findings);
        MonitoringRules.check(blocks, findings);
        OutsideRules.check(blocks, findings);
        PlacementRules.check(blocks, findings);
        SupportRules.check(blocks, Clock.systemUTC(), findings);
        TailchatRules.check(blocks, findings);
        WebsiteRules.check(folder, blocks, findings);
        return findings;
    }
}
