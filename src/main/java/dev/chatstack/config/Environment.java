package dev.chatstack.config;

import dev.chatstack.config.chat.WebsiteConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * One environment, ready to be synthesized.
 *
 * @param name the file's name without {@code .yaml}; every name of the environment is made from it
 * @param folder the folder of the file, from which it names other files
 * @param config what the file says, defaults filled in
 * @param choices what {@code chat.concurrentUsers} chose of {@code config}
 * @param warnings what is allowed but unwise
 */
public record Environment(
        String name, Path folder, EnvironmentConfig config, SizingChoices choices, List<Problem> warnings) {
    public Environment {
        warnings = List.copyOf(warnings);
    }

    /** The files and folders next to its own that it is made of. */
    public List<Path> files() {
        return config.chat().website().filter(WebsiteConfig::isInFolder).stream()
                .map(website -> folder.resolve(website.folder()))
                .toList();
    }
}
