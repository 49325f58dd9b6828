package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;

/**
 * Prometheus of an environment, asked from inside its own container.
 *
 * @param address where it listens, as a URL
 */
public record PrometheusApi(Inside container, String address) {
    /** In a cluster it listens on every address of its pod. */
    public static final String IN_CLUSTER = "http://127.0.0.1:9090";

    /** The answer to a path of its API, such as {@code targets?state=active}. */
    public Answer get(String path) {
        return container.run("wget", "-qO-", address + "/api/v1/" + path);
    }
}
