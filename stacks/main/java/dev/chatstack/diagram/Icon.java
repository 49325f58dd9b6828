package dev.chatstack.diagram;

import dev.chatstack.diagram.Picture.Box;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a box is, at a glance: lines in a square of {@value #SIZE} units, drawn for these pictures. */
enum Icon {
    /** ends, and is started again when it is time */
    TASK("", "M8 2a6 6 0 1 0 .01 0zM8 5v3l2 2"),
    /** a zone with its nodes */
    NODES("", "M2 3h12v4H2zM2 9h12v4H2zM4 5h1M4 11h1"),
    PERSON("people|administrators", "M8 2a3 3 0 1 0 .01 0zM2 14c0-6 12-6 12 0"),
    GLOBE("internet|website", "M8 2a6 6 0 1 0 .01 0zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12"),
    METRICS("prometheus|grafana|alertmanager|exporter|blackbox|metrics|dashboard", "M2 2v12h12M5 12V8M8 12V5M11 12V7"),
    LOGS("loki|tempo|alloy|logs", "M3 2h10v12H3zM5 5h6M5 8h6M5 11h4"),
    OUTWARD("nat gateway|cloud nat", "M2 8h11M9 4l4 4-4 4M2 3v10"),
    BALANCER(
            "load balancer|gateway|router|ingress|haproxy|proxy",
            "M1 8h5M6 8l7-5M6 8h8M6 8l7 5M10 2.5l3 .5-1 3M12 6l2 2-2 2M12 10l1 3-3 .5"),
    BUCKET("bucket|storage|seaweedfs|minio|backup|rclone", "M2 4h12l-2 10H4zM2 4c0-2 12-2 12 0"),
    DATABASE("mongo|mongodb|valkey", "M2 4c0-3 12-3 12 0v8c0 3-12 3-12 0zM2 4c0 3 12 3 12 0M2 8c0 3 12 3 12 0"),
    CHAT("rocketchat|tailchat|chat", "M2 3h12v8H7l-3 3v-3H2zM5 6h6M5 8h4"),
    KEY("key|certificate", "M5 6a3 3 0 1 0 .01 0zM8 9h6M12 9v3"),
    MESH("istio|istiod", "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z"),
    /** everything else */
    PROGRAM("", "M8 5a3 3 0 1 0 .01 0zM8 2v2M8 12v2M2 8h2M12 8h2M4 4l1 1M11 11l1 1M12 4l-1 1M5 11l-1 1");

    static final int SIZE = 16;

    private final Pattern words;
    private final String path;

    Icon(String words, String path) {
        this.words = Pattern.compile(words.isEmpty() ? "(?!)" : "\\b(" + words + ")s?\\b");
        this.path = path;
    }

    /** That of {@code box}, by how it runs and by the words of its title; the first that fits. */
    static Icon of(Box box) {
        String title = box.title().toLowerCase(Locale.ROOT);
        return switch (box.kind()) {
            case TASK -> TASK;
            case ZONE -> NODES;
            case OUTSIDE, SERVICE, DATA, CLOUD ->
                Stream.of(values())
                        .filter(icon -> icon.words.matcher(title).find())
                        .findFirst()
                        .orElse(PROGRAM);
        };
    }

    /** The lines, as the attribute {@code d} of a path. */
    String path() {
        return path;
    }
}
