package dev.chatstack.workload.backup;

import dev.chatstack.workload.mongodb.MongoDb;
import java.util.List;

/**
 * The chat whose database is backed up.
 *
 * @param product name of the chat's product, which a restore compares with what runs
 * @param version version of the product, which a restore compares with what runs
 * @param volume size of a member's volume, which is enough for a restored copy
 * @param clients Deployments that use the database, in the order in which they are stopped
 */
public record BackedUpChat(
        String environment,
        String product,
        String version,
        MongoDb mongo,
        String volume,
        List<MongoBackup.Client> clients) {
    public BackedUpChat {
        clients = List.copyOf(clients);
    }
}
