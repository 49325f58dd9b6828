package dev.chatstack.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.blueprint.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A plan of Terraform for one stack: what it would do, and what people notice of that. */
public final class TerraformPlan {
    /** The plan of a stack that is as it should be. */
    public static final TerraformPlan NONE = new TerraformPlan("", MissingNode.getInstance());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ResourceChange> changes = new ArrayList<>();
    private final Map<String, ResourceChange> byAddress = new LinkedHashMap<>();
    private final boolean changesOutputs;
    private final int imports;

    /** Reads what {@code terraform show -json} prints of a plan for {@code stack}. */
    public TerraformPlan(String stack, JsonNode plan) {
        int imported = 0;
        for (JsonNode change : plan.path("resource_changes")) {
            imported += change.at("/change/importing").isObject() ? 1 : 0;
            kind(actions(change.path("change"))).ifPresent(kind -> {
                ResourceChange read = change(stack, kind, change);
                changes.add(read);
                byAddress.put(change.path("address").asText(), read);
            });
        }
        imports = imported;
        changes.sort(Comparator.comparing(ResourceChange::kind));
        boolean outputs = false;
        for (JsonNode output : plan.path("output_changes")) {
            outputs |= !actions(output).equals(List.of("no-op"));
        }
        changesOutputs = outputs;
    }

    /** Whether an apply would do nothing. */
    public boolean isEmpty() {
        return changes.isEmpty() && imports == 0 && !changesOutputs;
    }

    /** What it does, and what people notice. */
    public Changes changes() {
        return Changes.of(changes);
    }

    /** The number of resources that are made, changed or deleted. */
    public int size() {
        return changes.size();
    }

    /** Whether something that holds people's data would be deleted. */
    public boolean putsDataAtRisk() {
        return changes.stream()
                .anyMatch(change -> Impact.of(change, changes).severity() == Impact.Severity.DATA_AT_RISK);
    }

    /** Whether Terraform would delete {@code address} and make it anew. */
    public boolean replaces(String address) {
        return Optional.ofNullable(byAddress.get(address))
                .filter(change -> change.kind() == Change.Kind.REPLACED)
                .isPresent();
    }

    /** The resource at {@code address}, if the plan changes it. */
    public Optional<Resource> resource(String address) {
        return Optional.ofNullable(byAddress.get(address)).map(ResourceChange::resource);
    }

    /** What people call the resource at {@code address}: its kind and its name. */
    public String name(String address) {
        return Optional.ofNullable(byAddress.get(address))
                .map(change -> Change.of(change, changes).words())
                .orElse(address);
    }

    /** The changes in plain words, the worst first; of what is only new, the number. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of("nothing changes");
        }
        if (changes.isEmpty()) {
            return List.of(imports == 0 ? "only outputs change" : imported());
        }
        List<ResourceChange> others = changes.stream()
                .filter(change -> change.kind() != Change.Kind.CREATED)
                .toList();
        List<String> lines = new ArrayList<>(others.isEmpty() ? List.of() : ChangeText.of(Changes.of(others)));
        if (others.size() < changes.size()) {
            lines.add("created: " + (changes.size() - others.size()));
        }
        if (imports > 0) {
            lines.add(imported());
        }
        return lines;
    }

    private String imported() {
        return "imported: " + imports;
    }

    private static List<String> actions(JsonNode change) {
        List<String> actions = new ArrayList<>();
        change.path("actions").forEach(action -> actions.add(action.asText()));
        return actions;
    }

    private static Optional<Change.Kind> kind(List<String> actions) {
        if (actions.size() == 2) {
            return Optional.of(Change.Kind.REPLACED);
        }
        return switch (actions.isEmpty() ? "" : actions.get(0)) {
            case "create" -> Optional.of(Change.Kind.CREATED);
            case "update" -> Optional.of(Change.Kind.CHANGED);
            case "delete" -> Optional.of(Change.Kind.DESTROYED);
            default -> Optional.empty();
        };
    }

    private static ResourceChange change(String stack, Change.Kind kind, JsonNode change) {
        String type = change.path("type").asText();
        String id = change.path("name").asText();
        JsonNode before = single(change.at("/change/before"));
        JsonNode after = single(change.at("/change/after"));
        Resource was = new Resource(stack, type, id, before);
        Resource is = new Resource(stack, type, id, after);
        return switch (kind) {
            case DESTROYED -> new ResourceChange(kind, was, was, List.of());
            case CREATED -> new ResourceChange(kind, is, is, List.of());
            case REPLACED, CHANGED -> {
                Set<String> paths = new TreeSet<>();
                BlueprintComparison.differ("", before, after, paths);
                yield new ResourceChange(kind, is, was, List.copyOf(paths));
            }
        };
    }

    /** As a stack's JSON has it: a plan writes each block as a list, a stack writes the block itself. */
    private static JsonNode single(JsonNode node) {
        if (node.isArray() && node.size() == 1 && node.get(0).isObject()) {
            return single(node.get(0));
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JSON.createObjectNode();
        node.properties().forEach(entry -> object.set(entry.getKey(), single(entry.getValue())));
        return object;
    }
}
