package dev.chatstack.config;

/** What a replica set needs to elect a primary and keep its data. */
final class MongoDbRules {
    private MongoDbRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        membersCanElect(config, findings);
        membersHaveNodes(config, findings);
    }

    private static void membersCanElect(EnvironmentConfig config, Findings findings) {
        if (config.mongodb() == null
                || config.mongodb().members() == null
                || config.mongodb().external() != null) {
            return;
        }
        int members = config.mongodb().members();
        if (members % 2 == 0) {
            findings.refuse(
                    "mongodb.members",
                    "must be odd: of " + members + " members " + (members / 2 + 1)
                            + " must agree on a primary, so one more member than " + (members - 1)
                            + " survives no more losses",
                    members);
        } else if (members == 1 && config.isProduction()) {
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

    private static void membersHaveNodes(EnvironmentConfig config, Findings findings) {
        if (config.cloud() instanceof GoogleConfig google && google.nodes() != null) {
            membersHaveNodes(google.nodes().workersCount(), config, findings);
        }
        if (config.cloud() instanceof AwsConfig aws && aws.nodes() != null) {
            membersHaveNodes(aws.nodes().workersCount(), config, findings);
        }
    }

    private static void membersHaveNodes(Integer nodes, EnvironmentConfig config, Findings findings) {
        if (nodes != null
                && config.mongodb() != null
                && config.mongodb().external() == null
                && config.mongodb().members() != null
                && config.mongodb().members() > nodes) {
            findings.refuse(
                    "cloud.nodes.workersCount",
                    "must be at least mongodb.members (" + config.mongodb().members()
                            + "), for each member runs on a node of its own",
                    nodes);
        }
    }
}
