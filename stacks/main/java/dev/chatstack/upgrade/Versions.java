package dev.chatstack.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of what an upgrade may harm, as they stand in images and in the clusters' resources.
 *
 * @param found by the product: Kubernetes, MongoDB, Rocket.Chat, Tailchat
 */
public record Versions(Map<String, Release> found) {
    private static final String KUBERNETES = "Kubernetes";
    private static final String MONGODB = "MongoDB";
    private static final String ROCKET_CHAT = "Rocket.Chat";
    private static final Map<String, Pattern> IMAGES = Map.of(
            ROCKET_CHAT,
            Pattern.compile("/rocket\\.chat:(\\d+\\.\\d+\\.\\d+)"),
            "Tailchat",
            Pattern.compile("/tailchat:(\\d+\\.\\d+\\.\\d+)"),
            MONGODB,
            Pattern.compile("(?<![\\w.-])mongo:(\\d+\\.\\d+\\.\\d+)"));

    /** Where a cloud's cluster says its version. */
    private static final JsonNode CLUSTERS = DataFile.read(Versions.class, "clusters.json5");

    public Versions {
        found = Map.copyOf(found);
    }

    /** Those of {@code blueprint}. */
    public static Versions of(Blueprint blueprint) {
        Map<String, Release> found = new TreeMap<>();
        blueprint.resources().forEach(resource -> read(resource.type(), resource.body(), found));
        return new Versions(found);
    }

    /**
     * Those of one side of a plan, which {@code terraform show -json} prints: only of what the plan changes.
     *
     * @param side {@code before} or {@code after}
     */
    public static Versions of(JsonNode plan, String side) {
        Map<String, Release> found = new TreeMap<>();
        for (JsonNode change : plan.path("resource_changes")) {
            read(change.path("type").asText(), change.path("change").path(side), found);
        }
        return new Versions(found);
    }

    private static void read(String type, JsonNode body, Map<String, Release> found) {
        if (CLUSTERS.has(type)) {
            Release.of(body.path(CLUSTERS.path(type).asText()).asText())
                    .ifPresent(release -> found.putIfAbsent(KUBERNETES, release));
        }
        String text = body.toString();
        IMAGES.forEach((product, image) -> {
            Matcher matcher = image.matcher(text);
            if (matcher.find()) {
                Release.of(matcher.group(1)).ifPresent(release -> found.putIfAbsent(product, release));
            }
        });
    }

    /** What is to be said of going from these to {@code after}; nothing of what stays, comes or goes, and of what is fine. */
    public List<Judgement> to(Versions after) {
        List<Judgement> judgements = new ArrayList<>();
        found.keySet().stream().sorted().forEach(product -> {
            Release from = found.get(product);
            Release to = after.found.get(product);
            if (from != null && to != null) {
                Judgement judgement =
                        switch (product) {
                            case KUBERNETES -> Judge.kubernetes(from, to);
                            case MONGODB -> Judge.mongodb(from, to);
                            case ROCKET_CHAT ->
                                Judge.rocketChat(from, to, Optional.ofNullable(after.found.get(MONGODB)));
                            default -> Judge.product(product, from, to);
                        };
                if (judgement.verdict() != Judgement.Verdict.FINE) {
                    judgements.add(judgement);
                }
            }
        });
        return judgements;
    }
}
