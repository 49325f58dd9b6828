package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.ArrayList;
import java.util.List;

/** Prometheus reaches everything that it watches. */
public record TargetsUp(PrometheusApi prometheus, String environment) implements Check {
    @Override
    public String group() {
        return "monitoring";
    }

    @Override
    public String name() {
        return "Prometheus reaches all targets";
    }

    @Override
    public Finding examine() {
        Answer answer = prometheus.get("targets?state=active");
        if (!answer.json().path("status").asText().equals("success")) {
            return Finding.failed(
                    "Prometheus does not answer: " + answer.reason(),
                    "./chatstack runbook -e " + environment + " PrometheusNotIngesting");
        }
        List<String> down = new ArrayList<>();
        int all = 0;
        for (var target : answer.json().at("/data/activeTargets")) {
            all++;
            if (!target.path("health").asText().equals("up")) {
                down.add(target.at("/labels/job").asText() + " "
                        + target.at("/labels/instance").asText() + " ("
                        + target.path("lastError").asText("no answer yet") + ")");
            }
        }
        if (all == 0) {
            return Finding.failed(
                    "Prometheus has no target", "./chatstack runbook -e " + environment + " PrometheusNotIngesting");
        }
        return down.isEmpty()
                ? Finding.passed(all + " targets")
                : Finding.failed(
                        down.size() + " of " + all + " are down: " + String.join(", ", down),
                        "./chatstack runbook -e " + environment + " TargetDown");
    }
}
