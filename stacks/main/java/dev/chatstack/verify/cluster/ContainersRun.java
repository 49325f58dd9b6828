package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.live.Answer;
import dev.chatstack.live.DockerHost;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every container of a Docker host that stays runs, is healthy, and was not restarted by the engine in the last day. */
public record ContainersRun(DockerHost host, String environment, Blueprint blueprint, Clock clock) implements Check {
    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public String group() {
        return "containers";
    }

    @Override
    public String name() {
        return "containers run and are healthy";
    }

    @Override
    public Finding examine() {
        List<String> wrong = new ArrayList<>();
        int running = 0;
        for (Resource container : blueprint.all("docker_container")) {
            if (!container.at("/must_run").asBoolean(true)) {
                continue; // it runs once, at a deploy
            }
            running++;
            Answer answer = host.ask("inspect", container.name());
            JsonNode live = answer.json().path(0);
            String health = live.at("/State/Health/Status").asText("healthy");
            int restarts = live.path("RestartCount").asInt();
            if (!answer.succeeded()) {
                wrong.add(container.name() + ": " + answer.reason());
            } else if (!live.at("/State/Status")
                    .asText()
                    .equals("running")) { // it also runs while it is paused or restarting
                wrong.add(container.name() + ": " + live.at("/State/Status").asText());
            } else if (!health.equals("healthy")) {
                wrong.add(container.name() + ": " + health);
            } else if (restarts > 0 && startedToday(live)) {
                wrong.add(container.name() + ": restarted " + restarts + " times");
            }
        }
        return wrong.isEmpty()
                ? Finding.passed(running + " containers")
                : Finding.failed(
                        String.join(", ", wrong),
                        "docker logs --tail 50 " + wrong.get(0).replaceFirst(":.*", "") + "\n./chatstack runbook -e "
                                + environment + " ProcessRestarting");
    }

    private boolean startedToday(JsonNode container) {
        Instant started = Instant.parse(container.at("/State/StartedAt").asText());
        return started.isAfter(clock.instant().minus(DAY));
    }
}
