package dev.chatstack.config.loader;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.aws.AwsRules;
import dev.chatstack.config.cloud.azure.AzureRules;
import dev.chatstack.config.cloud.google.GoogleRules;
import dev.chatstack.config.rules.AccessRules;
import dev.chatstack.config.rules.BackupRules;
import dev.chatstack.config.rules.ChatRules;
import dev.chatstack.config.rules.DockerRules;
import dev.chatstack.config.rules.ExistingRules;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.MongoDbRules;
import dev.chatstack.config.rules.MonitoringRules;
import dev.chatstack.config.rules.TailchatRules;
import java.time.Clock;

/**
 * The rules that span several settings.
 *
 * <p>They are checked beside the constraints of single settings, so each rule copes with settings that are missing or did not fit.
 */
public final class EnvironmentRules {
    /** With {@code -backups} behind it the name must fit a Google service account, 30 characters. */
    private static final String NAME = "[a-z][-a-z0-9]{0,18}[a-z0-9]";

    private EnvironmentRules() {}

    /** What is wrong, or unwise, with {@code config} as the environment {@code name}. */
    public static Findings check(String name, EnvironmentConfig config) {
        Findings findings = new Findings();
        if (!name.matches(NAME)) {
            findings.refuse(
                    "",
                    "the file's name, without .yaml, names the environment and its resources: it must be 2 to 20 lower-case letters, digits and -, beginning with a letter",
                    name);
        }
        AccessRules.check(config, findings);
        AwsRules.check(config, Clock.systemUTC(), findings);
        AzureRules.check(config, Clock.systemUTC(), findings);
        BackupRules.check(config, findings);
        ChatRules.check(config, findings);
        DockerRules.check(config, findings);
        ExistingRules.check(config, findings);
        GoogleRules.check(config, findings);
        MongoDbRules.check(config, findings);
        MonitoringRules.check(config, findings);
        TailchatRules.check(config, findings);
        return findings;
    }
}
