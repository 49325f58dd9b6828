package dev.chatstack.workload.mongodb;

import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.FakeCluster;
import java.util.Optional;
import software.constructs.Construct;

/** A database as tests of its clients need it. */
public final class ReplicaSet {
    private ReplicaSet() {}

    /** Of {@code members} with 2 GiB of memory each, for Rocket.Chat, watched by nobody. */
    public static MongoDb of(Construct scope, Namespace namespace, FakeCluster cluster, int members) {
        return new MongoDb(
                scope,
                namespace,
                cluster,
                new MongoDbConfig(members, "20Gi", "2Gi", null),
                new MongoDb.ReplicaSetSettings("rocketchat-mongo", "mongo:8.0.26", "rocketchat", 1, Optional.empty()));
    }
}
