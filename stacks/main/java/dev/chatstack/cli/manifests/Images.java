package dev.chatstack.cli.manifests;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.config.Environment;
import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.stacks.EnvironmentStacks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the images and charts of an environment, or prints how to copy them. */
@Command(
        name = "images",
        description = "Lists every image and chart of the environment, also the images that charts bring."
                + " Downloads nothing.")
public final class Images implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--copy",
            paramLabel = "REGISTRY",
            arity = "0..1",
            fallbackValue = "",
            description = "print a script that copies all images and charts to REGISTRY, such as"
                    + " registry.example.org/mirror; by default, to the registries of the block images")
    private Optional<String> copy = Optional.empty();

    @Override
    public void run() {
        Environment environment = chatstack.selection().one();
        Environment original = new Environment(
                environment.name(),
                environment.folder(),
                environment.config().withImagesOfTheirMakers(),
                environment.choices(),
                environment.warnings());
        Optional<ImagesConfig> images = copy.filter(registry -> !registry.isEmpty())
                .map(registry -> new ImagesConfig(
                        Optional.of(registry),
                        Map.of(),
                        Optional.empty(),
                        Optional.of("oci://" + registry + "/charts"),
                        Map.of()))
                .or(environment.config()::images);
        chatstack
                .workplace()
                .synthesis(List.of(original))
                .inTemporaryFolder(stacks -> {
                    Blueprint blueprint = EnvironmentStacks.read(original, stacks);
                    ImageList list = ImageList.of(blueprint, images);
                    return copy.isPresent() ? list.script() : list.lines();
                })
                .forEach(System.out::println);
    }
}
