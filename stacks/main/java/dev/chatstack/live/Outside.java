package dev.chatstack.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user of the chat somewhere else: curl, which trusts whom the machine trusts and uses its proxy. */
public record Outside(List<String> options) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public Outside {
        options = List.copyOf(options);
    }

    /** The status code and the seconds it took, separated by a space, of a GET of {@code url}. */
    public Answer get(String url) {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-o", "/dev/null", "-m", "15", "-w", "%{http_code} %{time_total}"));
        command.addAll(options);
        command.add(url);
        return Programs.run(command, Map.of(), PATIENCE);
    }
}
