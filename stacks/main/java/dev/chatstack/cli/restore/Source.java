package dev.chatstack.cli.restore;

import java.util.Map;

/**
 * Another environment, whose backups are restored.
 *
 * @param variables that tell the scripts where its store is
 */
public record Source(String environment, Map<String, String> variables) {
    public Source {
        variables = Map.copyOf(variables);
    }
}
