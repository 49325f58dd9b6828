package dev.chatstack.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A bucket that nobody uses costs little, and makes people look for their files in the wrong place. */
@DisplayName("The buckets of a cluster's stack")
class BucketsTest {
    private static final String EXTERNAL = "mongodb: {external: {secret: atlas, networks: [203.0.113.0/24]}}\nchat:\n";

    @Test
    void areThoseThatSomebodyUses() {
        assertThat(buckets(EnvironmentFile.AWS)).containsExactly("backups");
        assertThat(buckets(EnvironmentFile.GOOGLE)).containsExactly("backups");
        assertThat(buckets(EnvironmentFile.AZURE)).containsExactly("backups");
        assertThat(buckets(EnvironmentFile.AWS.chat("settings: {uploads: {store: s3}}")))
                .containsExactly("backups", "uploads");
        assertThat(buckets(EnvironmentFile.GOOGLE.chat("settings: {uploads: {store: gcs, secret: key}}")))
                .containsExactly("backups", "uploads");
    }

    @Test
    void areNotMadeBesideOneThatTheFileNames() {
        assertThat(buckets(EnvironmentFile.AWS.chat(
                        "settings: {uploads: {store: s3, bucket: of-somebody-else, region: eu-central-1}}")))
                .containsExactly("backups");
    }

    @Test
    void areNoneWhereNothingIsKeptHere() {
        assertThat(buckets(EnvironmentFile.AWS.replace("chat:\n", EXTERNAL))).isEmpty();
        assertThat(buckets(EnvironmentFile.GOOGLE.replace("chat:\n", EXTERNAL))).isEmpty();
        assertThat(buckets(EnvironmentFile.AZURE.replace("chat:\n", EXTERNAL))).isEmpty();
    }

    /** What their names say that they are for. */
    private static Set<String> buckets(EnvironmentFile file) {
        Set<String> purposes = new TreeSet<>();
        JsonNode resources = Stacks.of(file.load(), "cluster").root().path("resource");
        for (String kind : Set.of("aws_s3_bucket", "google_storage_bucket", "azurerm_storage_account")) {
            for (JsonNode bucket : resources.path(kind)) {
                String name =
                        bucket.path("bucket").asText() + bucket.path("name").asText();
                purposes.add(name.contains("backups") ? "backups" : name.contains("uploads") ? "uploads" : name);
            }
        }
        return purposes;
    }
}
