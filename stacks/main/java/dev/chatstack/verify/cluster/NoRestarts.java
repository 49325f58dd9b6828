package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** No container in {@code namespace} was restarted in the last day. */
public record NoRestarts(LiveCluster cluster, String environment, String namespace, Clock clock) implements Check {
    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public String group() {
        return "pods";
    }

    @Override
    public String name() {
        return "no restarts in " + namespace + " in 24 hours";
    }

    @Override
    public Finding examine() {
        List<String> restarted = new ArrayList<>();
        cluster.all("pods", namespace).forEach(pod -> pod.at("/status/containerStatuses")
                .forEach(container -> restart(pod, container, restarted)));
        return restarted.isEmpty()
                ? Finding.passed("")
                : Finding.failed(
                        String.join(", ", restarted), "./chatstack runbook -e " + environment + " ProcessRestarting");
    }

    private void restart(JsonNode pod, JsonNode container, List<String> restarted) {
        JsonNode last = container.at("/lastState/terminated");
        String finished = last.path("finishedAt").asText();
        if (!finished.isEmpty()
                && Instant.parse(finished).isAfter(clock.instant().minus(DAY))) {
            restarted.add(pod.at("/metadata/name").asText() + "/"
                    + container.path("name").asText() + " ("
                    + last.path("reason").asText("no reason") + " at " + finished + ", "
                    + container.path("restartCount").asInt() + " restarts)");
        }
    }
}
