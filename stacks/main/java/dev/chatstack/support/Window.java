package dev.chatstack.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which part of what a container printed.
 *
 * @param since not older than this, such as {@code 30m}
 * @param lines the last ones only
 * @param follows whether what is printed from now on is shown, too
 */
public record Window(Optional<String> since, Optional<Integer> lines, boolean follows) {
    /** The options of kubectl and of docker, which are the same. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        since.ifPresent(time -> options.add("--since=" + time));
        lines.ifPresent(count -> options.add("--tail=" + count));
        if (follows) {
            options.add("--follow");
        }
        return options;
    }
}
