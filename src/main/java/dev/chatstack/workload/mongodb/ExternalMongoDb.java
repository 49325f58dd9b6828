package dev.chatstack.workload.mongodb;

import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/** A MongoDB that another team runs: nothing is made, and its own access list decides who connects. */
public record ExternalMongoDb(ExternalMongoDbConfig config, int secretsRevision) implements Database {
    @Override
    public MongoConnection connection() {
        Stream<Peer> outside = config.networks().stream().map(Peer.Addresses::new);
        Stream<Peer> inside = config.namespace().stream()
                .map(namespace ->
                        new Peer.Labelled(Map.of(Peer.InCluster.NAMESPACE_LABEL, namespace), config.labels()));
        List<Peer> servers = Stream.concat(outside, inside).toList();
        return new MongoConnection(
                servers,
                config.port(),
                EnvValue.secret(config.secret(), "uri"),
                String.valueOf(secretsRevision),
                config.clientCertificate());
    }

    @Override
    public List<Construct> before() {
        return List.of();
    }

    @Override
    public void allowFrom(String client, String account) {}
}
