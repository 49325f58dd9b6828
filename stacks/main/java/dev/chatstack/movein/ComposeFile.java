package dev.chatstack.movein;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.movein.OldChat.Product;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compose file of Rocket.Chat or of Tailchat, with the variables of its {@code .env}. */
record ComposeFile(JsonNode yaml, Interpolation variables) {
    private static final Pattern HOST_RULE = Pattern.compile("Host\\(`([^`]+)`\\)");
    private static final Pattern ROCKET_CHAT = Pattern.compile("rocket\\.?chat", Pattern.CASE_INSENSITIVE);

    static boolean isOne(JsonNode yaml) {
        return yaml.path("services").isObject();
    }

    /** What it says; empty when no service of it is a chat. */
    Optional<OldChat> read() {
        Optional<OldChat> found = Optional.empty();
        for (var service : yaml.path("services").properties()) {
            String image = variables.of(service.getValue().path("image").asText());
            if (image.contains("tailchat") && found.isEmpty()) {
                OldChat chat = new OldChat(Product.TAILCHAT);
                version(image, chat);
                found = Optional.of(chat);
            } else if (ROCKET_CHAT.matcher(image).find() && found.isEmpty()) {
                OldChat chat = new OldChat(Product.ROCKETCHAT);
                version(image, chat);
                found = Optional.of(chat);
            }
        }
        found.ifPresent(chat -> {
            for (var service : yaml.path("services").properties()) {
                service(service.getKey(), service.getValue(), chat);
            }
        });
        return found;
    }

    private void service(String name, JsonNode service, OldChat chat) {
        String image = variables.of(service.path("image").asText());
        Map<String, String> environment = environment(service);
        String program = image.replaceFirst(":[^/]*$", "").replaceFirst(".*/", "");
        if (ROCKET_CHAT.matcher(image).find()) {
            RocketChatVariables.carry(environment, chat);
            replicas(service, chat);
            host(service, chat);
        } else if (image.contains("tailchat")) {
            tailchat(environment, chat);
            replicas(service, chat);
            host(service, chat);
        } else if (program.contains("mongo")) {
            chat.leave(
                    "service " + name, "chatstack runs its own MongoDB; docs/move-in.md brings the data from " + image);
        } else if (program.contains("traefik") || program.contains("nginx") || program.contains("caddy")) {
            chat.leave("service " + name, "use chat.exposure instead; bring your own certificate if it has one");
        } else if (program.matches("redis|valkey|minio|seaweedfs")) {
            chat.leave("service " + name, "chatstack makes its own; files of an object store: docs/move-in.md");
        } else if (program.matches("prometheus|grafana|loki|.*exporter.*|nats|otel.*|alertmanager")) {
            chat.leave("service " + name, "chatstack makes its own (monitoring)");
        } else {
            chat.leave("service " + name + " (" + image + ")", "nothing here is for it; it must run elsewhere");
        }
    }

    private static void version(String image, OldChat chat) {
        String tag = image.contains(":") ? image.substring(image.lastIndexOf(':') + 1) : "latest";
        chat.carry("chat.version", tag);
    }

    private void replicas(JsonNode service, OldChat chat) {
        String replicas = variables.of(service.at("/deploy/replicas").asText());
        if (replicas.matches("\\d+")) {
            chat.carry("chat.replicas", replicas);
        }
    }

    /** The host name of a rule of Traefik, which stands in a label. */
    private void host(JsonNode service, OldChat chat) {
        Matcher rule = HOST_RULE.matcher(variables.of(service.path("labels").toString()));
        if (rule.find() && rule.group(1).contains(".")) {
            chat.carry("chat.host", rule.group(1));
        }
    }

    private static void tailchat(Map<String, String> environment, OldChat chat) {
        environment.forEach((name, value) -> {
            switch (name) {
                case "API_URL" -> RocketChatVariables.root(value, chat);
                case "MONGO_URL",
                        "REDIS_URL",
                        "MINIO_URL",
                        "MINIO_USER",
                        "MINIO_PASS",
                        "SECRET",
                        "ADMIN_USER",
                        "ADMIN_PASS" ->
                    chat.leave(name, "chatstack makes its own; with another SECRET everybody signs in once more");
                case "SERVICEDIR", "LOGGER", "PORT", "MINIO_BUCKET_NAME" -> {}
                default -> chat.leave(name, "look whether chat in config/README.md has a setting for it");
            }
        });
    }

    private Map<String, String> environment(JsonNode service) {
        Map<String, String> found = new LinkedHashMap<>();
        JsonNode environment = service.path("environment");
        environment
                .properties()
                .forEach(entry ->
                        found.put(entry.getKey(), variables.of(entry.getValue().asText())));
        if (environment.isArray()) {
            environment.forEach(entry -> {
                String[] pair = entry.asText().split("=", 2);
                found.put(pair[0], variables.of(pair.length > 1 ? pair[1] : "${" + pair[0] + "}"));
            });
        }
        if (service.has("env_file")) {
            variables.variables().forEach(found::putIfAbsent);
        }
        return found;
    }
}
