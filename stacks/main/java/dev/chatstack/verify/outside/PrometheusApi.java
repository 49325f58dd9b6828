package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;

/** Prometheus of an environment, asked from inside its own container. */
public record PrometheusApi(Inside container) {
    /** The answer to a path of its API, such as {@code targets?state=active}. */
    public Answer get(String path) {
        return container.run("wget", "-qO-", "http://127.0.0.1:9090/api/v1/" + path);
    }
}
