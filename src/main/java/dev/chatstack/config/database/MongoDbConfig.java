package dev.chatstack.config.database;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.Bytes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The database of the chat: a MongoDB replica set in the cluster, or one elsewhere. */
public record MongoDbConfig(
        @About("members of the replica set: 1, 3 or 5; three members tolerate one failure")
        @Default("3")
        @Min(1)
        @Max(5)
        int members,

        @About("volume of each member; can grow, never shrink; with concurrentUsers, by default Rocket.Chat's "
                + "recommendation")
        @Default("20Gi")
        @Sized(Sized.Quantity.DATABASE_VOLUME)
        @Bytes
        String volume,

        @About("memory of each member; the cache is half of what exceeds 1Gi; with concurrentUsers, by default "
                + "Rocket.Chat's recommendation")
        @Default("2Gi")
        @Sized(Sized.Quantity.DATABASE_MEMORY)
        @Bytes(least = "512Mi", most = "4096Gi")
        String memory,

        @About("an existing MongoDB, such as Atlas or one of an operator; chatstack then creates no MongoDB "
                + "and ignores members, volume and memory")
        Optional<ExternalMongoDbConfig> external) {
    /** Whether the replica set of the cluster is used, and no database that another team runs. */
    public boolean isOurs() {
        return external.isEmpty();
    }
}
