package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.List;
import java.util.stream.StreamSupport;

/** Every pod in {@code namespace} is ready, or has completed. */
public record PodsReady(LiveCluster cluster, String environment, String namespace) implements Check {
    @Override
    public String group() {
        return "pods";
    }

    @Override
    public String name() {
        return "pods in " + namespace + " are ready";
    }

    @Override
    public Finding examine() {
        List<JsonNode> pods =
                cluster.all("pods", namespace).filter(pod -> !isOfAJob(pod)).toList();
        if (pods.isEmpty()) {
            return Finding.failed("there is no pod", "./chatstack up -e " + environment);
        }
        List<String> waiting =
                pods.stream().filter(pod -> !isReady(pod)).map(PodsReady::words).toList();
        return waiting.isEmpty()
                ? Finding.passed(pods.size() + " pods")
                : Finding.failed(
                        waiting.size() + " of " + pods.size() + " are not: " + String.join(", ", waiting),
                        "kubectl -n " + namespace + " describe pod "
                                + waiting.get(0).replaceFirst(" .*", "") + "\n./chatstack runbook -e " + environment
                                + " PodCrashLooping");
    }

    /** A Job's pods come and go; whether the Job succeeded is its own check. */
    private static boolean isOfAJob(JsonNode pod) {
        return pod.at("/metadata/ownerReferences/0/kind").asText().equals("Job");
    }

    private static boolean isReady(JsonNode pod) {
        return StreamSupport.stream(pod.at("/status/conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    private static String words(JsonNode pod) {
        String reason = StreamSupport.stream(pod.at("/status/containerStatuses").spliterator(), false)
                .map(container -> container.at("/state/waiting/reason").asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(pod.at("/status/phase").asText());
        return pod.at("/metadata/name").asText() + " (" + reason + ")";
    }
}
