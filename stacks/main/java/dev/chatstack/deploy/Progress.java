package dev.chatstack.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.change.TerraformPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a person sees while Terraform applies a plan: what took long, and what is being waited for and since when. */
final class Progress {
    /** What is ready sooner is only counted. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final Duration BETWEEN = Duration.ofSeconds(20);
    private static final int SHOWN = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TerraformPlan plan;
    private final Clock clock;
    private final Consumer<String> out;
    private final Instant start;
    private final Map<String, Instant> waiting = new LinkedHashMap<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private Instant said;
    private int done;

    /** Of {@code plan}, said to {@code out}. */
    Progress(TerraformPlan plan, Clock clock, Consumer<String> out) {
        this.plan = plan;
        this.clock = clock;
        this.out = out;
        this.start = clock.instant();
        this.said = start;
    }

    /** Takes one line that {@code terraform apply -json} printed. */
    void read(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            others.add(line); // before it reads its options, and when it crashes, Terraform does not speak JSON
            return;
        }
        String address = event.at("/hook/resource/addr").asText();
        switch (event.path("type").asText()) {
            case "apply_start" -> waiting.put(address, clock.instant());
            case "apply_complete" -> {
                // a replaced resource is deleted and created: two reports of one resource
                if (plan.replaces(address) && event.at("/hook/action").asText().equals("delete")) {
                    waiting.remove(address);
                } else {
                    completed(address);
                }
            }
            case "apply_errored" -> waiting.remove(address);
            case "diagnostic" -> {
                if (event.at("/diagnostic/severity").asText().equals("error")) {
                    errors.add(Diagnostic.of(event.path("diagnostic")));
                }
            }
            default -> {}
        }
    }

    /** To be called often: says what is waited for when nothing was said for a while. */
    void beat() {
        if (waiting.isEmpty() || clock.instant().isBefore(said.plus(BETWEEN))) {
            return;
        }
        String names = waiting.entrySet().stream()
                .limit(SHOWN)
                .map(entry -> plan.name(entry.getKey()) + " (" + since(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        int more = waiting.size() - SHOWN;
        say(done + " of " + plan.size() + " done after " + since(start) + ". Waiting for " + names
                + (more > 0 ? " and " + more + " more" : ""));
    }

    /** The errors that were reported. */
    List<Diagnostic> errors() {
        return errors;
    }

    /** Lines that are no reports: of a crash, or of wrong options. */
    List<String> others() {
        return others;
    }

    /** How many resources are as planned. */
    int done() {
        return done;
    }

    /** The time since the start, in words. */
    String elapsed() {
        return since(start);
    }

    private void completed(String address) {
        done++;
        Instant began = waiting.remove(address);
        if (began != null && !clock.instant().isBefore(began.plus(LONG))) {
            say(done + " of " + plan.size() + " done: " + plan.name(address) + " took " + since(began));
        }
    }

    private void say(String line) {
        said = clock.instant();
        out.accept(line);
    }

    private String since(Instant begin) {
        return words(Duration.between(begin, clock.instant()));
    }

    static String words(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
