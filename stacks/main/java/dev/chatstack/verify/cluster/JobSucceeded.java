package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import dev.chatstack.verify.Recency;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A CronJob has succeeded, and not too long ago: the backup, the test that restores it.
 *
 * @param namespace where the CronJob is
 * @param cronJob its name
 */
public record JobSucceeded(LiveCluster cluster, String namespace, String cronJob, Recency recency) implements Check {
    @Override
    public String group() {
        return "backups";
    }

    @Override
    public String name() {
        return recency.name();
    }

    @Override
    public Finding examine() {
        Optional<JsonNode> job = cluster.all("cronjobs", namespace)
                .filter(one -> one.at("/metadata/name").asText().equals(cronJob))
                .findFirst();
        if (job.isEmpty()) {
            return Finding.failed("the CronJob " + namespace + "/" + cronJob + " does not exist", recency.next());
        }
        if (job.get().at("/spec/suspend").asBoolean()) {
            return Finding.failed("the CronJob " + cronJob + " is suspended", recency.next());
        }
        String last = job.get().at("/status/lastSuccessfulTime").asText();
        if (last.isEmpty()) {
            return Finding.failed(cronJob + " has never succeeded", recency.next());
        }
        Duration age = Duration.between(Instant.parse(last), recency.clock().instant());
        return age.compareTo(recency.atMost()) <= 0
                ? Finding.passed("last at " + last + ", " + words(age) + " ago")
                : Finding.failed(
                        cronJob + " succeeded last at " + last + ", " + words(age) + " ago; at most "
                                + words(recency.atMost()) + " are promised",
                        recency.next());
    }

    static String words(Duration time) {
        if (time.toHours() >= 48) {
            return time.toDays() + " days";
        }
        return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}
