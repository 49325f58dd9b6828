package dev.chatstack.workload.mongodb;

import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.List;

/**
 * How a client reaches MongoDB: where to open a network path to, and the Secret holding the URI. Never the URI itself.
 *
 * @param servers its members, wherever they are
 * @param uri a URI of all members, whatever their number
 * @param secretsRevision changes when the URI does
 */
public record MongoConnection(List<Peer> servers, int port, EnvValue.FromSecret uri, String secretsRevision) {
    public MongoConnection {
        servers = List.copyOf(servers);
    }

    /** Lets the workload of {@code client} connect. */
    public void allowFrom(NetworkRules client) {
        for (int i = 0; i < servers.size(); i++) {
            client.allowTo(i == 0 ? "mongodb" : "mongodb-" + i, servers.get(i), port);
        }
    }
}
