package dev.chatstack.stacks;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.config.Environment;
import dev.chatstack.diagram.Mermaid;
import dev.chatstack.diagram.Picture;
import dev.chatstack.diagram.PictureReader;
import dev.chatstack.diagram.Svg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws environments from their synthesized stacks. */
final class Diagrams {
    private Diagrams() {}

    /** Writes {@code <environment>.svg} and {@code <environment>.mmd} to {@code folder} for each of {@code environments}. */
    static List<Path> write(List<Environment> environments, Path output, Path folder) {
        return environments.stream()
                .flatMap(environment -> write(environment, output, folder).stream())
                .toList();
    }

    private static List<Path> write(Environment environment, Path output, Path folder) {
        Picture picture = PictureReader.read(
                Blueprint.read(environment.name(), output, EnvironmentStacks.names(environment), type -> true));
        Path svg = folder.resolve(environment.name() + ".svg");
        Path mermaid = folder.resolve(environment.name() + ".mmd");
        try {
            Files.createDirectories(folder);
            Files.writeString(svg, Svg.of(picture));
            Files.writeString(mermaid, Mermaid.of(picture));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        return List.of(svg, mermaid);
    }
}
