package dev.chatstack.capacity.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine types whose capacity is known: the file {@code machine-types.json5}. */
public final class MachineTypes {
    private static final JsonNode FILE = DataFile.read(MachineTypes.class, "machine-types.json5");

    private MachineTypes() {}

    /** The machine type of {@code cloud} named {@code name}; empty when the file has no such type. */
    public static Optional<MachineType> find(String cloud, String name) {
        return families(cloud).stream()
                .flatMap(List::stream)
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    /** The larger types of the same family, the next size first. */
    public static List<MachineType> larger(String cloud, MachineType than) {
        return families(cloud).stream()
                .filter(family -> family.contains(than))
                .flatMap(List::stream)
                .filter(type -> type.cpu() > than.cpu() || type.memoryGi() > than.memoryGi())
                .toList();
    }

    /**
     * Types of the same size with the other kind of processor, ARM or x86; those that are most like {@code name} first. Empty where none is
     * known.
     */
    public static List<MachineType> otherProcessor(String cloud, String name) {
        Optional<MachineType> machine = find(cloud, name);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> arm : FILE.path("arm").path(cloud).properties()) {
            List<String> x86 = new ArrayList<>();
            arm.getValue().forEach(family -> x86.add(family.asText()));
            if (FILE.path(cloud).path(arm.getKey()).has(name)) {
                names.addAll(x86);
            } else if (x86.stream()
                    .anyMatch(family -> FILE.path(cloud).path(family).has(name))) {
                names.add(arm.getKey());
            }
        }
        return names.stream()
                .flatMap(family -> FILE.path(cloud).path(family).properties().stream())
                .map(type -> type(type.getKey(), type.getValue()))
                .filter(type -> machine.filter(one -> one.cpu() == type.cpu() && one.memoryGi() == type.memoryGi())
                        .isPresent())
                .toList();
    }

    /** Whether {@code name} has ARM processors. */
    public static boolean isArm(String cloud, String name) {
        return FILE.path("arm").path(cloud).properties().stream()
                .anyMatch(family -> FILE.path(cloud).path(family.getKey()).has(name));
    }

    private static List<List<MachineType>> families(String cloud) {
        List<List<MachineType>> families = new ArrayList<>();
        for (JsonNode family : FILE.path(cloud)) {
            List<MachineType> types = new ArrayList<>();
            for (Map.Entry<String, JsonNode> type : family.properties()) {
                types.add(type(type.getKey(), type.getValue()));
            }
            families.add(types);
        }
        return families;
    }

    private static MachineType type(String name, JsonNode values) {
        return new MachineType(
                name,
                values.path("cpu").asInt(),
                values.path("memoryGi").asInt(),
                values.path("pods").asInt(),
                values.path("disks").asInt());
    }
}
