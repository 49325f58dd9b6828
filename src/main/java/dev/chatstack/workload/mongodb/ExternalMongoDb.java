package dev.chatstack.workload.mongodb;

import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.List;
import software.constructs.Construct;

/** A MongoDB that somebody else runs: nothing is made, and its own access list decides who connects. */
public record ExternalMongoDb(ExternalMongoDbConfig config, int secretsRevision) implements Database {
    @Override
    public MongoConnection connection() {
        List<Peer> servers =
                config.networks().stream().<Peer>map(Peer.Addresses::new).toList();
        return new MongoConnection(
                servers, config.port(), EnvValue.secret(config.secret(), "uri"), String.valueOf(secretsRevision));
    }

    @Override
    public List<Construct> before() {
        return List.of();
    }

    @Override
    public void allowFrom(String client, String account) {}
}
