package dev.chatstack.config.rules;

import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.database.MongoDbConfig;

/** What a replica set needs to elect a primary and keep its data. */
public final class MongoDbRules {
    private MongoDbRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(MongoDbConfig.class)
                .filter(MongoDbConfig::isOurs)
                .ifPresent(mongodb -> members(mongodb.members(), blocks.production(), findings));
        blocks.find(ExternalMongoDbConfig.class)
                .filter(external -> !blocks.has(DockerConfig.class))
                .ifPresent(external -> hasAPlace(external, findings));
    }

    private static void hasAPlace(ExternalMongoDbConfig external, Findings findings) {
        if (external.networks().isEmpty() && external.namespace().isEmpty()) {
            findings.refuse(
                    "mongodb.external.networks",
                    "must name the networks of the members, or set mongodb.external.namespace for a MongoDB in this cluster",
                    "[]");
        }
        if (!external.labels().isEmpty() && external.namespace().isEmpty()) {
            findings.refuse(
                    "mongodb.external.labels",
                    "must be left out without mongodb.external.namespace: labels select pods of that namespace",
                    external.labels());
        }
    }

    private static void members(int members, boolean production, Findings findings) {
        if (members % 2 == 0) {
            findings.refuse(
                    "mongodb.members",
                    "must be odd: of " + members + " members " + (members / 2 + 1)
                            + " must agree on a primary, so one more member than " + (members - 1)
                            + " survives no more losses",
                    members);
        } else if (members == 1 && production) {
            findings.refuse(
                    "mongodb.members",
                    "must be 3 or 5 in production: a single member has no copy of the data",
                    members);
        } else if (members == 1) {
            findings.warn(
                    "mongodb.members",
                    "a single member has no copy of the data, and the chat stops whenever it restarts");
        }
    }
}
