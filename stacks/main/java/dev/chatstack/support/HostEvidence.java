package dev.chatstack.support;

import dev.chatstack.live.DockerHost;
import java.util.ArrayList;
import java.util.List;

/** What a Docker host says of itself and of the containers of an environment. */
public record HostEvidence(DockerHost host, List<Speaker> containers) {
    /** Puts it into {@code archive}; what docker does not answer stands there with its reason. */
    public void collect(Archive archive) {
        add(archive, "host/info.txt", "info");
        add(archive, "host/containers.txt", "ps", "-a");
        add(archive, "host/disks.txt", "system", "df", "-v");
        List<String> inspect = new ArrayList<>(List.of("inspect"));
        containers.forEach(container -> inspect.add(container.place()));
        if (!containers.isEmpty()) {
            add(archive, "host/containers.json", inspect.toArray(String[]::new));
        }
        containers.stream()
                .filter(container -> container.program().equals("prometheus"))
                .findFirst()
                .ifPresent(container -> {
                    List<String> words = new ArrayList<>(List.of("exec", container.place()));
                    words.addAll(ClusterEvidence.ALERTS);
                    add(archive, "alerts.json", words.toArray(String[]::new));
                });
    }

    private void add(Archive archive, String path, String... question) {
        archive.add(path, host.ask(question));
    }
}
