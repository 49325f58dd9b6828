package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A CronJob has succeeded, and not too long ago: the backup, the test that restores it.
 *
 * @param promise what holds then, in words
 * @param namespace where the CronJob is
 * @param cronJob its name
 * @param atMost the longest time since it succeeded
 * @param next what to do when it has not
 */
public record JobSucceeded(
        LiveCluster cluster,
        String promise,
        String namespace,
        String cronJob,
        Duration atMost,
        String next,
        Clock clock)
        implements Check {
    @Override
    public String group() {
        return "backups";
    }

    @Override
    public String name() {
        return promise;
    }

    @Override
    public Finding examine() {
        Optional<JsonNode> job = cluster.all("cronjobs", namespace)
                .filter(one -> one.at("/metadata/name").asText().equals(cronJob))
                .findFirst();
        if (job.isEmpty()) {
            return Finding.failed("the CronJob " + namespace + "/" + cronJob + " does not exist", next);
        }
        if (job.get().at("/spec/suspend").asBoolean()) {
            return Finding.failed("the CronJob " + cronJob + " is suspended", next);
        }
        String last = job.get().at("/status/lastSuccessfulTime").asText();
        if (last.isEmpty()) {
            return Finding.failed(cronJob + " has never succeeded", next);
        }
        Duration age = Duration.between(Instant.parse(last), clock.instant());
        return age.compareTo(atMost) <= 0
                ? Finding.passed("last at " + last + ", " + words(age) + " ago")
                : Finding.failed(
                        cronJob + " succeeded last at " + last + ", " + words(age) + " ago; at most " + words(atMost)
                                + " are promised",
                        next);
    }

    static String words(Duration time) {
        if (time.toHours() >= 48) {
            return time.toDays() + " days";
        }
        return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}
