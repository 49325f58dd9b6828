package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A test alert leaves Alertmanager, and no receiver refuses it. Whether it arrived, a person sees.
 *
 * @param alertmanager its container
 * @param pause between two looks
 * @param looks how often at most
 */
public record AlertDelivered(Inside alertmanager, String environment, Duration pause, int looks) implements Check {
    private static final Pattern SENT = Pattern.compile("(?m)^alertmanager_notifications_total\\{[^}]*} (\\S+)$");
    private static final Pattern FAILED =
            Pattern.compile("(?m)^alertmanager_notifications_failed_total\\{[^}]*} (\\S+)$");

    @Override
    public String group() {
        return "monitoring";
    }

    @Override
    public String name() {
        return "a test alert is delivered";
    }

    @Override
    public Finding examine() {
        String before = metrics().text();
        Answer added = alertmanager.run(
                "amtool",
                "--alertmanager.url=http://127.0.0.1:9093",
                "alert",
                "add",
                "alertname=VerifyTest",
                "severity=ticket",
                "environment=" + environment,
                "--annotation=summary=This is a test of chatstack verify. Nothing is wrong.");
        if (!added.succeeded()) {
            return Finding.failed("Alertmanager takes no alert: " + added.reason(), next());
        }
        for (int look = 0; look < looks; look++) {
            sleep();
            String now = metrics().text();
            if (sum(FAILED, now) > sum(FAILED, before)) {
                return Finding.failed("a receiver refused it", next());
            }
            if (sum(SENT, now) > sum(SENT, before)) {
                return Finding.passed("sent; see that VerifyTest has arrived where alerts go");
            }
        }
        return Finding.failed(
                "it was not sent within " + pause.multipliedBy(looks).toSeconds() + " s", next());
    }

    private String next() {
        return "./chatstack runbook -e " + environment + " AlertsNotDelivered";
    }

    private Answer metrics() {
        return alertmanager.run("wget", "-qO-", "http://127.0.0.1:9093/metrics");
    }

    private static double sum(Pattern metric, String metrics) {
        return metric.matcher(metrics)
                .results()
                .mapToDouble(one -> Double.parseDouble(one.group(1)))
                .sum();
    }

    private void sleep() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
