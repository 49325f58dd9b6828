package dev.chatstack.testing;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.cloud.ObjectBucket;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.cloud.UserIds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A cluster of no cloud. */
public record FakeCluster(UserIds userIds, Optional<NodeTaint> spareNodes) implements KubernetesCluster {
    /** A cluster whose containers run as the user of their image. */
    public FakeCluster() {
        this(UserIds.FROM_IMAGE);
    }

    /** A cluster without nodes that the cloud can reclaim. */
    public FakeCluster(UserIds userIds) {
        this(userIds, Optional.empty());
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public ClusterAccess access() {
        return new ClusterAccess.SignIn("https://cluster.test", "Y2E=", "login", List.of("fake"));
    }

    @Override
    public Optional<String> storageClass(StorageTier tier) {
        return Optional.of(tier.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<DatabaseDisk> databaseDisk() {
        return Optional.of(new DatabaseDisk("disk.test", Map.of("type", "fast")));
    }

    @Override
    public Optional<String> publicAddress() {
        return Optional.of("192.0.2.1");
    }

    @Override
    public Optional<ObjectBucket> uploadsBucket() {
        return Optional.of(new ObjectBucket("fake-uploads", "here"));
    }
}
