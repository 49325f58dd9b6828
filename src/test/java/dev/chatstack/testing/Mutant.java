package dev.chatstack.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A file with one setting spoilt in one way. */
public record Mutant(ObjectNode file, Setting setting, Mutation mutation) {
    /** Every setting spoilt in every way, each in the first combination that has it; only settings that start with {@code prefix}. */
    public static List<Mutant> all(String prefix) {
        List<Mutant> mutants = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (List<String> parts : Parts.combinations()) {
            ObjectNode file = Parts.file(parts);
            for (Setting setting : Setting.of(file)) {
                if (setting.name().startsWith(prefix) && seen.add(setting.name())) {
                    Mutation.of(setting).forEach(mutation -> mutants.add(new Mutant(file, setting, mutation)));
                }
            }
        }
        return mutants;
    }

    /** The file as YAML. */
    public String yaml() {
        return mutation.in(file, setting);
    }

    @Override
    public String toString() {
        return setting.name() + ": " + mutation.kind() + ", " + mutation.yaml().orElse("");
    }
}
