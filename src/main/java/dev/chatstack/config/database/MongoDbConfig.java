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
        @About("members of the replica set, 1, 3 or 5; 3 survive the loss of one") @Default("3") @Min(1) @Max(5)
        int members,

        @About("volume of each member; it can grow, never shrink; with concurrentUsers, what is published for so many")
        @Default("20Gi")
        @Sized(Sized.Quantity.DATABASE_VOLUME)
        @Bytes
        String volume,

        @About(
                "memory of each member; half of what exceeds 1Gi is its cache; with concurrentUsers, what is published for so many")
        @Default("2Gi")
        @Sized(Sized.Quantity.DATABASE_MEMORY)
        @Bytes(least = "512Mi", most = "4096Gi")
        String memory,

        @About(
                "a MongoDB that somebody else runs, such as Atlas or an operator; nothing is made here then, and members, volume and memory count for nothing")
        Optional<ExternalMongoDbConfig> external) {
    /** Whether the replica set of the cluster is used, and no database that somebody else runs. */
    public boolean isOurs() {
        return external.isEmpty();
    }
}
