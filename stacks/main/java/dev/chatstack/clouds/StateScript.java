package dev.chatstack.clouds;

import dev.chatstack.kubernetes.ConfigFiles;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The script with which a cloud makes a {@link StateStore}: the file {@code state.sh} of its package. */
public final class StateScript {
    private StateScript() {}

    /** That of {@code cloud}: its comment, the {@code names} and their values one after the other, its commands. */
    public static String of(String cloud, String... names) {
        String assignments = IntStream.range(0, names.length / 2)
                .mapToObj(i -> names[2 * i] + "='" + names[2 * i + 1].replace("'", "'\\''") + "'")
                .collect(Collectors.joining("\n"));
        return ConfigFiles.resource("/dev/chatstack/clouds/" + cloud + "/state.sh")
                        .lines()
                        .filter(line -> !line.startsWith("# shellcheck"))
                        .map(line -> line.startsWith(": ") ? assignments : line)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
