package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A metric that holds a time, in seconds since 1970, is not older than promised: the last backup of a Docker host.
 *
 * @param promise what holds then, in words
 * @param metric its name
 * @param atMost the longest time since
 * @param next what to do when it is older
 */
public record MetricAge(
        PrometheusApi prometheus, String promise, String metric, Duration atMost, String next, Clock clock)
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
        Answer answer = prometheus.get("query?query=" + metric);
        if (!answer.json().path("status").asText().equals("success")) {
            return Finding.failed("Prometheus does not answer: " + answer.reason(), next);
        }
        String value = answer.json().at("/data/result/0/value/1").asText();
        if (value.isEmpty()) {
            return Finding.failed("nothing reports it", next);
        }
        Instant last = Instant.ofEpochSecond((long) Double.parseDouble(value));
        Duration age = Duration.between(last, clock.instant());
        String found = "last at " + last + ", " + age.toMinutes() + " minutes ago";
        return age.compareTo(atMost) <= 0 ? Finding.passed(found) : Finding.failed(found, next);
    }
}
