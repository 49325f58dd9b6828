package dev.chatstack.verify.outside;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.Answer;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** No alert fires, except the one that always does. */
public record NoAlertFires(PrometheusApi prometheus, String environment) implements Check {
    /** It shows that alerts are evaluated at all. */
    private static final String ALWAYS = "Watchdog";

    @Override
    public String group() {
        return "monitoring";
    }

    @Override
    public String name() {
        return "no alert fires, and Watchdog does";
    }

    @Override
    public Finding examine() {
        Answer answer = prometheus.get("alerts");
        TreeSet<String> firing = new TreeSet<>();
        for (JsonNode alert : answer.json().at("/data/alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                firing.add(alert.at("/labels/alertname").asText());
            }
        }
        if (!firing.remove(ALWAYS)) {
            return Finding.failed(
                    answer.succeeded() ? "Watchdog does not fire: rules are not evaluated" : answer.reason(),
                    "./chatstack runbook -e " + environment + " " + ALWAYS);
        }
        return firing.isEmpty()
                ? Finding.passed("")
                : Finding.failed(
                        String.join(", ", firing),
                        firing.stream()
                                .map(alert -> "./chatstack runbook -e " + environment + " " + alert)
                                .collect(Collectors.joining("\n")));
    }
}
