package dev.chatstack.clouds.existing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig.ParentRefConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the Gateway of another team takes the routes of an environment. */
record ExistingGateway(EnvironmentConfig config, ParentRefConfig parent) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is wrong with it, in words; empty when nothing is. {@code objects} are the Gateway and the chat's namespace, as far as they exist. */
    String problem(String objects) {
        Optional<JsonNode> gateway = object(objects, "Gateway");
        if (gateway.isEmpty()) {
            return "it does not exist";
        }
        if (gateway.get()
                .at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText().equals("Programmed")
                        && condition.path("status").asText().equals("False"))) {
            return "it is not Programmed";
        }
        List<JsonNode> listeners =
                gateway.get().at("/spec/listeners").valueStream().toList();
        Map<String, String> labels = labels(object(objects, "Namespace"));
        String chat = problem(config.chat().host(), parent.sectionName(), listeners, labels);
        return chat.isEmpty()
                ? config.chat()
                        .website()
                        .map(site -> problem(site.host(), Optional.empty(), listeners, labels))
                        .orElse("")
                : chat;
    }

    /** One listener that takes the route is enough. */
    private String problem(
            String host, Optional<String> section, List<JsonNode> listeners, Map<String, String> labels) {
        List<String> problems = new ArrayList<>();
        for (JsonNode listener : listeners) {
            String name = listener.path("name").asText();
            if (section.isEmpty() || section.get().equals(name)) {
                String problem = problem(host, listener, labels);
                if (problem.isEmpty()) {
                    return "";
                }
                problems.add("listener " + name + " " + problem);
            }
        }
        return problems.isEmpty()
                ? "it has no listener" + section.map(name -> " " + name).orElse("")
                : "no listener serves " + host + ": " + String.join("; ", problems);
    }

    private String problem(String host, JsonNode listener, Map<String, String> labels) {
        String protocol = config.chat().exposure().plainHttp() ? "HTTP" : "HTTPS";
        String ofListener = listener.path("protocol").asText();
        if (!ofListener.equals(protocol)) {
            return "has the protocol " + ofListener + ", not " + protocol;
        }
        String hosts = listener.path("hostname").asText();
        if (!holds(hosts, host)) {
            return "is for " + hosts;
        }
        JsonNode kinds = listener.at("/allowedRoutes/kinds");
        if (!kinds.isEmpty()
                && kinds.valueStream()
                        .noneMatch(kind -> kind.path("kind").asText().equals("HTTPRoute"))) {
            return "takes no HTTPRoute";
        }
        return namespaces(listener.at("/allowedRoutes/namespaces"), labels);
    }

    private static boolean holds(String hosts, String host) {
        return hosts.isEmpty() || hosts.equals(host) || (hosts.startsWith("*.") && host.endsWith(hosts.substring(1)));
    }

    private String namespaces(JsonNode allowed, Map<String, String> labels) {
        String ours = config.chat().namespace();
        return switch (allowed.path("from").asText("Same")) {
            case "All" -> "";
            case "Selector" ->
                allowed.at("/selector/matchLabels").properties().stream()
                                .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
                        ? ""
                        : "takes routes of namespaces with the labels "
                                + allowed.at("/selector/matchLabels").properties().stream()
                                        .map(label -> label.getKey() + "="
                                                + label.getValue().asText())
                                        .collect(Collectors.joining(","))
                                + ", which " + ours + " has not";
            default ->
                ours.equals(parent.namespace())
                        ? ""
                        : "takes routes of the Gateway's namespace alone (allowedRoutes.namespaces.from)";
        };
    }

    /** Those of the namespace; Kubernetes itself adds its name to one that the first deploy makes. */
    private Map<String, String> labels(Optional<JsonNode> namespace) {
        Map<String, String> labels = new TreeMap<>(
                Map.of("kubernetes.io/metadata.name", config.chat().namespace()));
        namespace.ifPresent(found -> found.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText())));
        return labels;
    }

    private static Optional<JsonNode> object(String objects, String kind) {
        try {
            // a warning of kubectl may stand before them
            JsonNode answer = JSON.readTree(objects.substring(Math.max(0, objects.indexOf('{'))));
            List<JsonNode> all =
                    answer.has("items") ? answer.path("items").valueStream().toList() : List.of(answer);
            return all.stream()
                    .filter(object -> object.path("kind").asText().equals(kind))
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
