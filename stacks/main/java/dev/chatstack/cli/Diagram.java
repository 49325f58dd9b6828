package dev.chatstack.cli;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws environments from their synthesized stacks. */
@Command(name = "diagram", description = "Draws a picture of each environment: ENV.svg, and ENV.mmd for Mermaid.")
public final class Diagram implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "target folder; by default the current one")
    private Path folder;

    @Override
    public void run() {
        List<Environment> environments = chatstack.selection().all();
        Workplace workplace = chatstack.workplace();
        workplace
                .synthesis(environments)
                .inTemporaryFolder(stacks -> write(environments, stacks, workplace.typed(folder)))
                .forEach(System.out::println);
    }

    /** Writes {@code <environment>.svg} and {@code <environment>.mmd} to {@code folder} for each of {@code environments}. */
    public static List<Path> write(List<Environment> environments, Path output, Path folder) {
        return environments.stream()
                .flatMap(environment -> write(environment, output, folder).stream())
                .toList();
    }

    private static List<Path> write(Environment environment, Path output, Path folder) {
        Blueprint blueprint = EnvironmentStacks.read(environment, output);
        Cloud cloud = Clouds.of(environment);
        dev.chatstack.diagram.Diagram diagram =
                dev.chatstack.diagram.Diagram.of(blueprint, Capacity.of(blueprint, cloud.nodes()), cloud.places());
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
