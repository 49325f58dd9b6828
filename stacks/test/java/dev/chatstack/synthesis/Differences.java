package dev.chatstack.synthesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.testing.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the stacks of one environment have and those of another one lack, for people to read: addresses of whole resources, and single
 * facts of resources that both have. A fact that holds for several resources is one line. Hashes, and the environment's name, are left out.
 */
final class Differences {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int WIDEST = 160;

    /** What a program computed of the rest, or of the environment's name. */
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{8,}\\b");

    private static final Pattern INDEX = Pattern.compile("(?<=^|/)\\d+(?=/|$)");

    private Differences() {}

    /** Lines that begin with {@code +} or {@code -}, sorted. */
    static List<String> between(Blueprint before, String nameBefore, Blueprint after, String nameAfter) {
        Map<String, Set<String>> one = facts(before, nameBefore);
        Map<String, Set<String>> other = facts(after, nameAfter);
        List<String> lines = new ArrayList<>();
        lines.addAll(missing(one, other, "-"));
        lines.addAll(missing(other, one, "+"));
        lines.addAll(changed(one, other, "-"));
        lines.addAll(changed(other, one, "+"));
        return lines.stream()
                .map(line -> line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line)
                .toList();
    }

    private static Stream<String> sorted(Set<String> addresses) {
        return new TreeSet<>(addresses).stream();
    }

    private static List<String> missing(Map<String, Set<String>> from, Map<String, Set<String>> in, String sign) {
        return sorted(from.keySet())
                .filter(address -> !in.containsKey(address))
                .map(address -> sign + " " + address)
                .toList();
    }

    private static List<String> changed(Map<String, Set<String>> from, Map<String, Set<String>> in, String sign) {
        Map<String, List<String>> owners = new TreeMap<>();
        from.forEach((address, facts) -> {
            if (in.containsKey(address)) {
                Set<String> gone = new HashSet<>(facts);
                gone.removeAll(in.get(address));
                gone.forEach(fact ->
                        owners.computeIfAbsent(fact, any -> new ArrayList<>()).add(address));
            }
        });
        return owners.entrySet().stream()
                .map(entry -> sign + "   " + entry.getKey() + "  ("
                        + (entry.getValue().size() == 1
                                ? entry.getValue().get(0)
                                : entry.getValue().size() + " resources")
                        + ")")
                .toList();
    }

    private static Map<String, Set<String>> facts(Blueprint blueprint, String name) {
        Map<String, Set<String>> facts = new TreeMap<>();
        for (Resource resource : blueprint.resources()) {
            String address = plain(resource.stack() + " " + resource.address(), name);
            facts.put(
                    address,
                    Facts.of(read(resource.body())).stream()
                            .filter(fact -> !fact.startsWith("depends_on/"))
                            .map(fact -> wild(plain(fact, name)))
                            .collect(Collectors.toSet()));
        }
        return facts;
    }

    private static String plain(String text, String name) {
        return HASH.matcher(text.replace(name, "ENV").replace(name.replace("-", ""), "ENV"))
                .replaceAll("#")
                .lines()
                .findFirst()
                .orElse("");
    }

    /** The place of an element in a list is no difference. */
    private static String wild(String fact) {
        int colon = fact.indexOf(": ");
        return colon < 0 ? fact : INDEX.matcher(fact.substring(0, colon)).replaceAll("*") + fact.substring(colon);
    }

    /** The values of charts are texts that are YAML. */
    private static JsonNode read(JsonNode body) {
        if (!body.path("values").isArray() || !body.has("chart")) {
            return body;
        }
        ObjectNode copy = body.deepCopy();
        ArrayNode values = copy.putArray("values");
        for (JsonNode each : body.path("values")) {
            try {
                values.add(YAML.readTree(each.asText()));
            } catch (JsonProcessingException e) {
                values.add(each);
            }
        }
        return copy;
    }
}
