package dev.chatstack.movein;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.chat.ExposureConfig.IssuerKind;
import dev.chatstack.movein.OldChat.Product;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Values of the official Helm chart of Rocket.Chat. */
record HelmValues(JsonNode yaml) {
    private static final Set<String> OF_THE_CHART = Set.of(
            "host",
            "mongodb",
            "image",
            "microservices",
            "externalMongodbUrl",
            "existingMongodbSecret",
            "smtp",
            "ingress");

    /** Read already, or of no consequence here. */
    private static final Set<String> SILENT = Set.of(
            "host",
            "image",
            "replicaCount",
            "microservices",
            "extraEnv",
            "resources",
            "ingress",
            "nats",
            "serviceAccount",
            "podDisruptionBudget",
            "minAvailable",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "service",
            "podAntiAffinity",
            "autoscaling",
            "prometheusScraping",
            "serviceMonitor",
            "podMonitor");

    static boolean isOne(JsonNode yaml) {
        return yaml.isObject() && OF_THE_CHART.stream().filter(yaml::has).count() >= 2;
    }

    OldChat read() {
        OldChat chat = new OldChat(Product.ROCKETCHAT);
        String host = yaml.path("host").asText();
        if (!host.isBlank()) {
            RocketChatVariables.root(host.contains("://") ? host : "https://" + host, chat);
        }
        chat.carry("chat.version", yaml.at("/image/tag").asText("the chart's own"));
        if (yaml.has("replicaCount")) {
            chat.carry("chat.replicas", yaml.path("replicaCount").asText());
        }
        if (yaml.at("/microservices/enabled").asBoolean()) {
            chat.carry("chat.architecture", "microservices");
        }
        ingress(chat);
        mongodb(chat);
        RocketChatVariables.carry(extraEnv(), chat);
        for (var value : yaml.properties()) {
            if (!SILENT.contains(value.getKey()) && !value.getKey().equals("mongodb")) {
                chat.leave(value.getKey(), reason(value.getKey()));
            }
        }
        return chat;
    }

    private void ingress(OldChat chat) {
        if (yaml.at("/ingress/enabled").asBoolean()) {
            chat.carry(
                    "chat.exposure.className",
                    yaml.at("/ingress/ingressClassName").asText("nginx"));
            yaml.at("/ingress/annotations").properties().forEach(annotation -> {
                if (annotation.getKey().equals(IssuerKind.ClusterIssuer.annotation())) {
                    chat.carry("chat.exposure.issuer", annotation.getValue().asText());
                } else if (annotation.getKey().equals(IssuerKind.Issuer.annotation())) {
                    chat.carry("chat.exposure.issuer", annotation.getValue().asText());
                    chat.carry("chat.exposure.issuerKind", IssuerKind.Issuer.name());
                } else {
                    chat.leave(
                            "ingress annotation " + annotation.getKey(),
                            "add it to chat.exposure.annotations if your controller needs it");
                }
            });
        }
    }

    private void mongodb(OldChat chat) {
        if (yaml.has("mongodb")) {
            if (yaml.at("/mongodb/replicaCount").asInt() > 0) {
                chat.carry("mongodb.members", yaml.at("/mongodb/replicaCount").asText());
            }
            String size = yaml.at("/mongodb/persistence/size").asText();
            if (size.matches("\\d+Gi")) {
                chat.carry("mongodb.volume", size);
            }
            chat.leave("mongodb.auth", "chatstack makes the accounts; docs/move-in.md brings the data");
        }
    }

    private Map<String, String> extraEnv() {
        Map<String, String> found = new LinkedHashMap<>();
        for (JsonNode variable : yaml.path("extraEnv")) {
            found.put(variable.path("name").asText(), variable.path("value").asText());
        }
        return found;
    }

    private static String reason(String value) {
        return switch (value) {
            case "smtp" -> "mail is chat.settings.mail; create a Secret with user and password";
            case "externalMongodbUrl", "existingMongodbSecret" ->
                "chatstack makes the database and docs/move-in.md brings the data; to keep yours, set mongodb.external";
            case "license" -> "create a Secret with it and name it in chat.licenceSecret";
            case "persistence" ->
                "files on a volume are chat.settings.uploads with store filesystem; docs/move-in.md moves them";
            case "federation", "voip" -> "nothing here is for it";
            default -> "no setting is for it; look at config/README.md";
        };
    }
}
