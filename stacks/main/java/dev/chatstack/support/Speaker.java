package dev.chatstack.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.Answer;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.synthesis.UserError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A container and what it prints.
 *
 * @param program what it belongs to: the name of a Deployment, StatefulSet, DaemonSet or CronJob; on a Docker host its own
 * @param place where it is, such as {@code application/rocketchat-mongo-0/mongod}
 * @param restarts how often it was started anew
 * @param log prints it
 */
public record Speaker(String program, String place, int restarts, Log log) {
    /** Prints what a container printed. */
    @FunctionalInterface
    public interface Log {
        /** Gives {@code each} the lines in {@code window}; the exit code of the program that knows them. */
        int print(List<String> window, Consumer<String> each);
    }

    /** Those of all pods in {@code namespaces}. */
    public static List<Speaker> in(LiveCluster cluster, Collection<String> namespaces) {
        List<Speaker> speakers = new ArrayList<>();
        for (String namespace : namespaces) {
            cluster.all("pods", namespace).forEach(pod -> {
                String name = pod.at("/metadata/name").asText();
                Stream.of("/spec/initContainers", "/spec/containers")
                        .flatMap(kind -> elements(pod.at(kind)))
                        .map(container -> container.path("name").asText())
                        .forEach(container -> speakers.add(new Speaker(
                                program(pod),
                                namespace + "/" + name + "/" + container,
                                restarts(pod, container),
                                log(cluster.kubectl(), namespace, name, container))));
            });
        }
        return speakers;
    }

    private static Log log(Kubectl kubectl, String namespace, String pod, String container) {
        return (window, each) -> {
            List<String> words = new ArrayList<>(List.of("-n", namespace, "logs", pod, "-c", container));
            words.addAll(window);
            return kubectl.follow(words, each);
        };
    }

    /** Those of all containers of {@code environment}, the ended ones, too. */
    public static List<Speaker> on(DockerHost host, String environment) {
        Answer answer = host.ask("ps", "-a", "--filter", "name=^/?" + environment + "-", "--format", "{{.Names}}");
        if (!answer.succeeded()) {
            throw new UserError(
                    "docker does not say which containers run on " + host.engine() + ": " + answer.reason());
        }
        return answer.text()
                .lines()
                .sorted()
                .map(container -> new Speaker(
                        container.substring(environment.length() + 1).replaceFirst("-\\d+$", ""),
                        container,
                        0,
                        (window, each) -> {
                            List<String> words = new ArrayList<>(List.of("logs"));
                            words.addAll(window);
                            words.add(container);
                            return host.follow(words, each);
                        }))
                .toList();
    }

    private static String program(JsonNode pod) {
        JsonNode owner = pod.at("/metadata/ownerReferences/0");
        String name = owner.path("name").asText();
        return switch (owner.path("kind").asText()) {
            case "ReplicaSet" -> {
                String hash = "-" + pod.at("/metadata/labels/pod-template-hash").asText();
                yield name.endsWith(hash) ? name.substring(0, name.length() - hash.length()) : name;
            }
            // of a CronJob: its name and a moment
            case "Job" -> name.replaceFirst("-\\d{6,}$", "");
            case "" -> pod.at("/metadata/name").asText();
            default -> name;
        };
    }

    private static int restarts(JsonNode pod, String container) {
        return Stream.of("/status/initContainerStatuses", "/status/containerStatuses")
                .flatMap(kind -> elements(pod.at(kind)))
                .filter(status -> status.path("name").asText().equals(container))
                .mapToInt(status -> status.path("restartCount").asInt())
                .sum();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
