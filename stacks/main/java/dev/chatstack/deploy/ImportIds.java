package dev.chatstack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.DataFile;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.live.Answer;
import dev.chatstack.live.LiveCluster;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the providers name what the stacks of {@code blueprint} have made.
 *
 * @param providers what the stack says of each provider, which tells what resources leave out
 * @param cluster knows which objects are there
 * @param cloud answers a command of the cloud's own
 */
record ImportIds(
        Blueprint blueprint, JsonNode providers, Supplier<LiveCluster> cluster, Function<List<String>, Answer> cloud) {
    private static final JsonNode RULES = DataFile.read(ImportIds.class, "ids.json5");
    private static final Pattern PLACE = Pattern.compile("\\{(/[^}]+|asked|environment)}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[a-z0-9_]+\\.[A-Za-z0-9_-]+\\.([a-z_]+)}");
    private static final String KUBERNETES = "kubernetes_";

    /** Attributes of a resource that are the id by which the provider knows it. */
    private static final List<String> IDS = List.of("id", "key_id", "allocation_id", "bucket", "name");

    /** Whether there is a rule for resources of {@code type}. */
    static boolean knows(String type) {
        return RULES.has(type);
    }

    ImportId of(Resource resource) {
        if (resource.at("/data_wo_revision").isNumber()) {
            return inCluster(resource) instanceof ImportId.Known ? new ImportId.Unread(resource) : missing(resource);
        }
        if (resource.type().startsWith(KUBERNETES)) {
            return inCluster(resource);
        }
        JsonNode rule = RULES.path(resource.type());
        if (rule.has("anew")) {
            return new ImportId.Anew(resource, rule.path("anew").asText());
        }
        if (resource.type().equals("helm_release") && !hasRelease(resource)) {
            return missing(resource);
        }
        if (rule.has("find")) {
            String how = rule.path("find").asText();
            return new ImportId.Open(resource, fill(how, resource, "").orElse(how));
        }
        return rule.has("id")
                ? byRule(resource, rule)
                : new ImportId.Open(
                        resource,
                        "how the provider names it: the page of " + resource.type()
                                + " in the Terraform registry, section Import");
    }

    private static ImportId missing(Resource resource) {
        return new ImportId.Anew(resource, "it is not there");
    }

    private ImportId inCluster(Resource resource) {
        String kind = resource.type()
                .substring(KUBERNETES.length())
                .replaceFirst("_v\\d+$", "")
                .replace("_", "");
        String namespace = resource.namespace();
        boolean there = cluster.get()
                .all(kind, namespace.isEmpty() ? "-A" : namespace)
                .anyMatch(object -> object.at("/metadata/name").asText().equals(resource.name()));
        return there
                ? new ImportId.Known(
                        resource, namespace.isEmpty() ? resource.name() : namespace + "/" + resource.name())
                : missing(resource);
    }

    /** Helm keeps each revision of a release in a Secret. */
    private boolean hasRelease(Resource release) {
        return cluster.get()
                .all("secrets", release.namespace())
                .anyMatch(secret -> secret.at("/metadata/labels/owner").asText().equals("helm")
                        && secret.at("/metadata/labels/name").asText().equals(release.name()));
    }

    private ImportId byRule(Resource resource, JsonNode rule) {
        String asked = "";
        if (rule.has("ask")) {
            Optional<String> question = fill(rule.path("ask").asText(), resource, "");
            if (question.isEmpty()) {
                return new ImportId.Open(resource, rule.path("ask").asText());
            }
            List<String> command = command(question.get(), resource);
            Answer answer = cloud.apply(command);
            List<String> words = Arrays.stream(answer.text().split("\\s+"))
                    .filter(word -> !word.isEmpty() && !word.equals("None"))
                    .toList();
            if (!answer.succeeded() || words.size() > 1) {
                return new ImportId.Open(
                        resource,
                        typed(command)
                                + (answer.succeeded()
                                        ? "\nis one of: " + String.join(" ", words)
                                        : "\nsays: " + answer.reason()));
            }
            if (words.isEmpty()) {
                return missing(resource);
            }
            asked = words.get(0);
        }
        return fill(rule.path("id").asText(), resource, asked)
                .<ImportId>map(id -> new ImportId.Known(resource, id + elsewhere(resource)))
                .orElseGet(() -> new ImportId.Open(
                        resource, "the id is " + rule.path("id").asText()));
    }

    private List<String> command(String question, Resource resource) {
        List<String> words = Arrays.stream(question.split(" ")).collect(Collectors.toList());
        if (!elsewhere(resource).isEmpty()) {
            words.addAll(List.of("--region", resource.text("/region")));
        }
        return words;
    }

    /** How release 6 of the provider for AWS is told that a resource is in another region than the others. */
    private String elsewhere(Resource resource) {
        String own = resource.text("/region");
        return resource.type().startsWith("aws_") && !own.isEmpty() && !own.equals(ofProvider(resource, "/region"))
                ? "@" + own
                : "";
    }

    private static String typed(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[\\w./:=,@-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** {@code template} with what {@code resource} says; empty when something in it only the cloud knows. */
    private Optional<String> fill(String template, Resource resource, String asked) {
        Matcher places = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String place = places.group(1);
            Optional<String> value =
                    switch (place) {
                        case "asked" -> Optional.of(asked);
                        case "environment" -> Optional.of(blueprint.environment());
                        default -> value(said(resource, place));
                    };
            if (value.isEmpty()) {
                return Optional.empty();
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(places.appendTail(filled).toString());
    }

    private String said(Resource resource, String pointer) {
        String own = resource.text(pointer);
        return own.isEmpty() ? ofProvider(resource, pointer) : own;
    }

    private String ofProvider(Resource resource, String pointer) {
        return providers
                .at("/" + resource.type().replaceFirst("_.*", "") + "/0" + pointer)
                .asText("");
    }

    /** {@code text} with what its references stand for; empty when one of them only the cloud knows. */
    private Optional<String> value(String text) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder value = new StringBuilder();
        while (references.find()) {
            Optional<String> attribute = attribute(references.group(), references.group(1));
            if (attribute.isEmpty()) {
                return Optional.empty();
            }
            references.appendReplacement(value, Matcher.quoteReplacement(attribute.get()));
        }
        references.appendTail(value);
        return value.isEmpty() || value.indexOf("${") >= 0 ? Optional.empty() : Optional.of(value.toString());
    }

    private Optional<String> attribute(String reference, String name) {
        Optional<Resource> other = blueprint.referenced(reference);
        String said = other.map(resource -> resource.text("/" + name)).orElse("");
        if (!said.isEmpty()) {
            return value(said);
        }
        if (IDS.contains(name)) {
            return other.flatMap(this::id);
        }
        return other.flatMap(
                        resource -> fill(RULES.path(resource.type()).path(name).asText(), resource, ""))
                .filter(computed -> !computed.isEmpty());
    }

    private Optional<String> id(Resource resource) {
        return of(resource) instanceof ImportId.Known known
                // the region is said once, behind the whole
                ? Optional.of(known.id().replaceFirst("@[a-z0-9-]+$", ""))
                : Optional.empty();
    }
}
