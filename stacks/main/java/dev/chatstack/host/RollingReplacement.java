package dev.chatstack.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.docker.programs.DockerMongoDb;
import dev.chatstack.docker.programs.DockerRocketChat;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which containers of a Docker host are to be replaced one after the other, so that those of the same kind continue meanwhile.
 * Terraform itself replaces at once whatever it may.
 */
public final class RollingReplacement {
    /**
     * Until HAProxy leads people to a server that was replaced: it asks every 2 s, wants two good answers, and looks for a new address
     * every 2 s; with as much again for a slow machine.
     */
    public static final Duration PAUSE = Duration.ofSeconds(12);

    private RollingReplacement() {}

    /** The addresses of those in {@code plan}, which is what {@code terraform show -json} prints, in the order to follow. */
    public static List<String> of(JsonNode plan) {
        List<JsonNode> members = replaced(plan, DockerMongoDb.NAME);
        List<JsonNode> servers = replaced(plan, DockerRocketChat.NAME);
        return Stream.of(members, staysAtItsVersion(servers) ? servers : List.<JsonNode>of())
                .filter(several -> several.size() > 1)
                .flatMap(List::stream)
                .map(change -> change.path("address").asText())
                .toList();
    }

    /** Of two versions at once, one would bring the database to a state that the other does not know. */
    private static boolean staysAtItsVersion(List<JsonNode> servers) {
        return servers.stream().allMatch(server -> {
            JsonNode before = server.at("/change/before/image");
            return before.isTextual() && before.equals(server.at("/change/after/image"));
        });
    }

    /** Containers called {@code name}, with a number behind it, by their number. */
    private static List<JsonNode> replaced(JsonNode plan, String name) {
        TreeMap<Integer, JsonNode> byNumber = new TreeMap<>();
        StreamSupport.stream(plan.path("resource_changes").spliterator(), false)
                .filter(change -> change.path("type").asText().equals("docker_container"))
                .filter(change -> change.at("/change/actions").size() == 2)
                .filter(change -> change.at("/change/after/name").asText().matches(".*-" + name + "-\\d+"))
                .forEach(change -> byNumber.put(
                        Integer.parseInt(
                                change.at("/change/after/name").asText().replaceFirst(".*-", "")),
                        change));
        return List.copyOf(byNumber.values());
    }
}
