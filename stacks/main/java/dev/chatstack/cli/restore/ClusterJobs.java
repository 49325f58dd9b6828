package dev.chatstack.cli.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.host.Delay;
import dev.chatstack.live.Answer;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Jobs of a cluster, each made of a CronJob that is suspended: created, watched, read. */
final class ClusterJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WITHOUT_IMAGE =
            Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

    private final Commands kubectl;
    private final String access;
    private final Duration pause;

    /**
     * The Jobs of a namespace.
     *
     * @param kubectl the words with which every call begins
     * @param access the command with which a person gets a kubeconfig
     * @param pause between two looks at a Job
     */
    ClusterJobs(Commands kubectl, String access, Duration pause) {
        this.kubectl = kubectl;
        this.access = access;
        this.pause = pause;
    }

    /** A Job of the template; what its containers are to know besides is put into it before it is sent. */
    void create(String name, String cronJob, Map<String, String> variables) {
        create(name, cronJob, "env", variables);
    }

    /** A Job of the template whose containers have other images, by their names. */
    void createWithImages(String name, String cronJob, Map<String, String> images) {
        create(name, cronJob, "image", images);
    }

    private void create(String name, String cronJob, String field, Map<String, String> values) {
        List<String> create = List.of("create", "job", name, "--from=cronjob/" + cronJob);
        if (values.isEmpty()) {
            kubectl.answer(create.toArray(String[]::new));
            return;
        }
        List<String> dry = new ArrayList<>(create);
        dry.addAll(List.of("--dry-run=client", "-o", "json"));
        inFile(kubectl.answer(dry.toArray(String[]::new)), template -> {
            List<String> set = new ArrayList<>(List.of("set", field, "--local", "-f", template, "-o", "json"));
            values.forEach((key, value) -> set.add(key + "=" + value));
            inFile(kubectl.answer(set.toArray(String[]::new)), filled -> kubectl.answer("create", "-f", filled));
        });
    }

    private static void inFile(String text, Consumer<String> use) {
        try {
            Path file = Files.createTempFile("chatstack-", ".json");
            try {
                Files.writeString(file, text);
                use.accept(file.toString());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the temporary folder", e);
        }
    }

    /** Removes {@code name} with its pod, and returns when both are gone. */
    void delete(String name) {
        kubectl.answer("delete", "job", name, "--ignore-not-found", "--cascade=foreground");
    }

    /** What {@code container} has said, as far as the cluster still knows it. */
    String said(String job, String container) {
        return kubectl.said(List.of("logs", "job/" + job, "-c", container, "--tail=20"))
                .text();
    }

    /**
     * Prints what the containers that {@code prints} chooses say until the Job has ended, however it ends: {@code Complete} or
     * {@code Failed}; empty when the time is over, or {@code enough} says that waiting has no sense.
     */
    String follow(String job, Duration patience, Predicate<String> prints, BooleanSupplier enough) {
        Map<String, Integer> printed = new HashMap<>();
        Instant end = Instant.now().plus(patience);
        String condition = "";
        while (condition.isEmpty()) {
            condition = condition(get("job", job));
            for (JsonNode status : statuses(job)) {
                if (prints.test(status.path("name").asText())) {
                    printNew(job, status, printed);
                }
            }
            if (condition.isEmpty()) {
                if (Instant.now().isAfter(end) || enough.getAsBoolean()) {
                    return "";
                }
                Delay.of(pause);
            }
        }
        return condition;
    }

    private void printNew(String job, JsonNode status, Map<String, Integer> printed) {
        String container = status.path("name").asText();
        int before = printed.getOrDefault(container, 0);
        if (before < 0 || status.path("state").has("waiting")) {
            return;
        }
        if (before == 0) {
            System.out.println(container + ":");
        }
        List<String> lines = kubectl.said(List.of("logs", "job/" + job, "-c", container))
                .text()
                .lines()
                .toList();
        lines.stream().skip(before).forEach(line -> System.out.println("  " + line));
        // what has ended says nothing more
        printed.put(container, status.path("state").has("terminated") ? -1 : Math.max(lines.size(), 1));
    }

    /** How a Job ends, which must be within {@code patience}. */
    String await(String job, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            String condition = condition(get("job", job));
            if (!condition.isEmpty()) {
                return condition;
            }
            if (Instant.now().isAfter(end)) {
                throw new UserError("the Job " + job + " does not end: kubectl describe job " + job);
            }
            Delay.of(pause);
        }
    }

    /** {@code Complete} or {@code Failed}; empty while it runs. */
    static String condition(JsonNode job) {
        for (JsonNode condition : job.at("/status/conditions")) {
            String type = condition.path("type").asText();
            if (condition.path("status").asText().equals("True")
                    && (type.equals("Complete") || type.equals("Failed"))) {
                return type;
            }
        }
        return "";
    }

    /** The container that failed; empty when its pod is gone. */
    Optional<String> failed(String job) {
        return statuses(job).stream()
                .filter(status -> status.at("/state/terminated/exitCode").asInt(0) != 0)
                .map(status -> status.path("name").asText())
                .findFirst();
    }

    /** Why a container does not get its image, in the cluster's words; empty while nothing says so. */
    Optional<String> lacksAnImage(String job) {
        return statuses(job).stream()
                .map(status -> status.at("/state/waiting"))
                .filter(waiting -> WITHOUT_IMAGE.contains(waiting.path("reason").asText()))
                .map(waiting -> waiting.path("reason").asText() + " "
                        + waiting.path("message").asText())
                .findFirst();
    }

    /** Seconds between the start and the end of {@code container}, as the cluster counts them; empty where it does not say. */
    Optional<Long> seconds(String job, String container) {
        return statuses(job).stream()
                .filter(status -> status.path("name").asText().equals(container))
                .map(status -> status.at("/state/terminated"))
                .filter(ended -> ended.has("startedAt") && ended.has("finishedAt"))
                .map(ended -> Duration.between(
                                Instant.parse(ended.path("startedAt").asText()),
                                Instant.parse(ended.path("finishedAt").asText()))
                        .toSeconds())
                .findFirst();
    }

    /** Of every container of the Job's newest pod, in the order in which they run. */
    List<JsonNode> statuses(String job) {
        JsonNode pods = get("pods", "-l", "batch.kubernetes.io/job-name=" + job).path("items");
        List<JsonNode> statuses = new ArrayList<>();
        if (!pods.isEmpty()) {
            JsonNode status = pods.get(pods.size() - 1).path("status");
            status.path("initContainerStatuses").forEach(statuses::add);
            status.path("containerStatuses").forEach(statuses::add);
        }
        return statuses;
    }

    /** Every Job of the namespace. */
    Stream<JsonNode> all() {
        return StreamSupport.stream(get("jobs").path("items").spliterator(), false);
    }

    /** The pod that Jobs of {@code cronJob} get; empty where there is none of this name. */
    Optional<JsonNode> template(String cronJob) {
        Answer answer = kubectl.said(List.of("get", "cronjob", cronJob, "-o", "json"));
        return answer.exitCode() == 0
                ? Optional.of(json(answer.text()).at("/spec/jobTemplate/spec/template/spec"))
                : Optional.empty();
    }

    JsonNode get(String... what) {
        List<String> words = new ArrayList<>(List.of("get"));
        words.addAll(List.of(what));
        words.addAll(List.of("-o", "json"));
        return json(kubectl.answer(words.toArray(String[]::new)));
    }

    private JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError("kubectl printed something else than JSON: " + access);
        }
    }
}
