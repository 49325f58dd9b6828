package dev.chatstack.config.rules;

import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.database.MongoDbConfig;
import java.util.Optional;

/** What a group of nodes must keep to on every cloud. */
public final class NodeRules {
    private NodeRules() {}

    /** Between the fewest nodes of the group at {@code path} and the most there must be something. */
    public static void canGrow(String path, int fewest, int most, Findings findings) {
        if (most < fewest) {
            findings.refuse(path + ".maxWorkersCount", "must be at least workersCount (" + fewest + ")", most);
        }
    }

    /** Nodes that the cloud can reclaim at any time hold no database in production; elsewhere a person is told what can happen. */
    public static void databaseStays(boolean spot, Blocks blocks, Findings findings) {
        if (databaseNodes(blocks).isPresent()) {
            return;
        }
        boolean production = blocks.production();
        String danger = "the nodes of several database members can be reclaimed at once";
        if (spot && production) {
            findings.refuse("cloud.nodes.spot", "must be false in production: " + danger, true);
        } else if (spot) {
            findings.warn("cloud.nodes.spot", danger + "; the chat then stops until they are back");
        }
    }

    private static Optional<DatabaseNodesConfig> databaseNodes(Blocks blocks) {
        return blocks.find(CloudConfig.class).flatMap(CloudConfig::databaseNodes);
    }

    /** Of the group at {@code path}, whose count {@code nodes} is, each member of the replica set takes one, unless it has its own nodes. */
    public static void databaseHasNodes(String path, int nodes, Blocks blocks, Findings findings) {
        databaseNodes(blocks)
                .ifPresentOrElse(
                        own -> databaseFits("cloud.databaseNodes.workersCount", own.workersCount(), blocks, findings),
                        () -> databaseFits(path, nodes, blocks, findings));
    }

    private static void databaseFits(String path, int nodes, Blocks blocks, Findings findings) {
        blocks.find(MongoDbConfig.class)
                .filter(MongoDbConfig::isOurs)
                .filter(database -> database.members() > nodes)
                .ifPresent(database -> findings.refuse(
                        path,
                        "must be at least mongodb.members (" + database.members()
                                + "), because each member runs on its own node",
                        nodes));
    }
}
