package dev.chatstack.cli;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.diagram.Diagram;
import dev.chatstack.stacks.EnvironmentStacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws environments from their synthesized stacks. */
public final class Diagrams {
    private Diagrams() {}

    /** Writes {@code <environment>.svg} and {@code <environment>.mmd} to {@code folder} for each of {@code environments}. */
    public static List<Path> write(List<Environment> environments, Path output, Path folder) {
        return environments.stream()
                .flatMap(environment -> write(environment, output, folder).stream())
                .toList();
    }

    private static List<Path> write(Environment environment, Path output, Path folder) {
        Blueprint blueprint = EnvironmentStacks.read(environment, output);
        Cloud cloud = Clouds.of(environment);
        Diagram diagram = Diagram.of(blueprint, Capacity.of(blueprint, cloud.nodes()), cloud.places());
        Path svg = folder.resolve(environment.name() + ".svg");
        Path mermaid = folder.resolve(environment.name() + ".mmd");
        try {
            Files.createDirectories(folder);
            Files.writeString(svg, diagram.svg());
            Files.writeString(mermaid, diagram.mermaid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        return List.of(svg, mermaid);
    }
}
