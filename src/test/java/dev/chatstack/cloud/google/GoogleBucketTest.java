package dev.chatstack.cloud.google;

import static dev.chatstack.testing.EnvironmentFile.GOOGLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bucket on Google Cloud")
class GoogleBucketTest {
    @Test
    void keepsWhatIsDeletedForAMonth() {
        JsonNode bucket = bucket(0);

        assertThat(bucket.at("/soft_delete_policy/retention_duration_seconds").asInt())
                .isEqualTo(30 * 24 * 3600);
        assertThat(bucket.at("/versioning/enabled").asBoolean()).isTrue();
        assertThat(bucket.has("retention_policy")).isFalse();
    }

    @Test
    void canBeLockedForEverybody() {
        JsonNode bucket = bucket(14);

        assertThat(bucket.at("/retention_policy/is_locked").asBoolean()).isTrue();
        assertThat(bucket.at("/retention_policy/retention_period").asInt()).isEqualTo(14 * 24 * 3600);
        // Google refuses both
        assertThat(bucket.at("/versioning/enabled").asBoolean(true)).isFalse();
    }

    private static JsonNode bucket(int lockDays) {
        return Synth.of(stack -> new GoogleBucket(stack, GOOGLE.google(), "backups", ProjectServices.ofCluster(stack))
                        .lockedFor(lockDays))
                .only("google_storage_bucket");
    }
}
