package dev.chatstack.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Puts the shipped parts of Alertmanager's configuration together for some ways of reaching people. */
final class Alertmanager {
    static final Path FOLDER = Path.of("main/resources/monitoring/alertmanager");

    /** The key of a receiver in receivers.yaml, and the name of its list in Alertmanager's configuration. */
    static final Map<String, String> WAYS = Map.of(
            "email",
            "email_configs",
            "slack",
            "slack_configs",
            "rocketChat",
            "rocketchat_configs",
            "watchdog",
            "webhook_configs");

    private Alertmanager() {}

    /** Writes alertmanager.yaml into {@code folder}; the secrets are expected in {@code folder} too. */
    static Path configure(Path folder, Set<String> ways) {
        try {
            YAMLMapper yaml = new YAMLMapper();
            JsonNode receivers = yaml.readTree(filledIn(folder, "receivers.yaml"));
            ObjectNode configuration = (ObjectNode) yaml.readTree(filledIn(folder, "alertmanager.yaml")
                    .replace("/etc/alertmanager/config", FOLDER.toAbsolutePath().toString()));
            for (JsonNode receiver : configuration.get("receivers")) {
                ways.stream()
                        .filter(way -> takes(receiver.get("name").asText(), way))
                        .forEach(way -> ((ObjectNode) receiver).set(WAYS.get(way), receivers.get(way)));
            }
            Path file = folder.resolve("alertmanager.yaml");
            Files.writeString(file, yaml.writeValueAsString(configuration));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean takes(String receiver, String way) {
        return way.equals("watchdog")
                ? receiver.equals("watchdog")
                : Set.of("page", "ticket").contains(receiver);
    }

    private static String filledIn(Path folder, String name) throws IOException {
        return Files.readString(FOLDER.resolve(name))
                .replace("${SECRETS}", folder.toString())
                .replace("${EMAIL_TO}", "people@example.org")
                .replace("${EMAIL_FROM}", "chatstack@example.org")
                .replace("${SMTP_ADDRESS}", "smtp.example.org:587")
                .replace("${SMTP_USER}", "chatstack")
                .replace("${CHAT_URL}", "https://chat.example.org")
                .replace("${CHAT_CHANNEL}", "#alerts");
    }
}
