package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import dev.chatstack.verify.Recency;
import java.time.Duration;
import java.time.Instant;

/**
 * A metric that holds a time, in seconds since 1970, is not older than promised: the last backup of a Docker host.
 *
 * @param metric its name
 */
public record MetricAge(PrometheusApi prometheus, String metric, Recency recency) implements Check {
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
        Answer answer = prometheus.get("query?query=" + metric);
        if (!answer.json().path("status").asText().equals("success")) {
            return Finding.failed("Prometheus does not answer: " + answer.reason(), recency.next());
        }
        String value = answer.json().at("/data/result/0/value/1").asText();
        if (value.isEmpty()) {
            return Finding.failed("nothing reports it", recency.next());
        }
        Instant last = Instant.ofEpochSecond((long) Double.parseDouble(value));
        Duration age = Duration.between(last, recency.clock().instant());
        String found = "last at " + last + ", " + age.toMinutes() + " minutes ago";
        return age.compareTo(recency.atMost()) <= 0 ? Finding.passed(found) : Finding.failed(found, recency.next());
    }
}
