package dev.chatstack.movein;

import dev.chatstack.upgrade.Release;
import java.util.Map;
import java.util.Optional;

/** The environment file for an {@link OldChat}: valid, with values of an example where the old files say nothing. */
final class NewFile {
    /** The oldest that runs here, and what is deployed when the old files name none. */
    private static final String OLDEST = "7.11.0";

    private static final String ROCKET_CHAT = "8.9.0";
    private static final String TAILCHAT = "1.11.11";

    private static final String START = """
            # yaml-language-server: $schema=schema.json
            # Made by ./chatstack import. Look at every value; what could not be carried over was printed.
            production: false

            state:
              backend: local

            cloud:
            """;

    /** Of a file for a cluster. */
    private static final String BACKUPS = """

            backup:
              store:
                in: volume
                size: 50Gi
            """;

    private NewFile() {}

    static String of(OldChat chat) {
        return switch (chat.product()) {
            case TAILCHAT -> tailchat(chat);
            case ROCKETCHAT -> isInACluster(chat) ? inCluster(chat) : onHost(chat);
        };
    }

    private static boolean isInACluster(OldChat chat) {
        return chat.settings().keySet().stream()
                        .anyMatch(
                                setting -> setting.startsWith("chat.exposure.") || setting.equals("chat.architecture"))
                || chat.setting("mongodb.volume").isPresent();
    }

    private static String onHost(OldChat chat) {
        tooMany(chat);
        return START + """
                  provider: docker

                chat:
                  product: rocketchat
                  host: %s
                  version: %s
                  replicas: 1
                  adminEmail: %s
                  exposure:
                    by: haproxy
                %s
                mongodb:
                  members: 1
                  memory: 1Gi

                backup:
                  store:
                    in: directory

                monitoring: {}
                """.formatted(host(chat), rocketChat(chat), email(chat), overwrite(chat));
    }

    private static String inCluster(OldChat chat) {
        tooMany(chat);
        boolean route = chat.setting("chat.exposure.by").filter("route"::equals).isPresent();
        boolean micro = chat.setting("chat.architecture").isPresent();
        if (micro) {
            chat.leave(
                    "microservices",
                    "they need a licence: set chat.architecture: microservices with chat.licenceSecret");
        }
        String issuer = chat.setting("chat.exposure.issuer")
                .map(name -> "    issuer: " + name + "\n"
                        + chat.setting("chat.exposure.issuerKind")
                                .map(kind -> "    issuerKind: " + kind + "\n")
                                .orElse(""))
                .orElse("    tlsSecret: chat-tls\n");
        String exposure = route
                ? "    by: route\n"
                : "    by: ingress\n    className: "
                        + chat.setting("chat.exposure.className").orElse("nginx")
                        + "\n    controllerNamespace: ingress-nginx\n" + issuer;
        return START
                + """
                  provider: existing
                  platform: %s
                  context: example-context
                  databaseStorageClass: example-storage

                chat:
                  product: rocketchat
                %s  host: %s
                  version: %s
                  replicas: 1
                  adminEmail: %s
                  exposure:
                %s%s
                mongodb:
                  members: %s
                  volume: %s
                """.formatted(
                                route ? "openshift" : "kubernetes",
                                chat.setting("chat.namespace")
                                        .map(name -> "  namespace: " + name + "\n")
                                        .orElse(""),
                                host(chat),
                                rocketChat(chat),
                                email(chat),
                                exposure,
                                overwrite(chat),
                                members(chat),
                                volume(chat))
                + BACKUPS;
    }

    private static String tailchat(OldChat chat) {
        chat.leave("one machine", "Tailchat runs in a cluster here; k3s on that machine will do (docs/chathub.md)");
        return START
                + """
                  provider: existing
                  platform: k3s
                  context: example-context
                  storageClass: longhorn

                chat:
                  product: tailchat
                  host: %s
                  version: %s
                  replicas: %s
                  exposure:
                    by: ingress
                    className: traefik
                    controllerNamespace: kube-system
                    issuer: example-issuer
                  objects:
                    store: seaweedfs
                    volume: 20Gi

                mongodb:
                  members: 3
                  volume: 20Gi
                """.formatted(
                                host(chat),
                                version(chat, TAILCHAT),
                                chat.setting("chat.replicas").orElse("2"))
                + BACKUPS;
    }

    /** Without a licence one server is all that works; how many there were is said. */
    private static void tooMany(OldChat chat) {
        chat.setting("chat.replicas")
                .filter(replicas -> !replicas.equals("1"))
                .ifPresent(replicas -> chat.leave(
                        replicas + " replicas",
                        "more than one needs a licence: set chat.replicas with chat.licenceSecret"));
    }

    private static String host(OldChat chat) {
        return chat.setting("chat.host").orElseGet(() -> {
            chat.leave("the host name", "the old files have none; set chat.host");
            return "chat.example.org";
        });
    }

    private static String email(OldChat chat) {
        return chat.setting("chat.adminEmail").orElse("admin@example.org");
    }

    private static String rocketChat(OldChat chat) {
        String version = version(chat, ROCKET_CHAT);
        Release release = Release.of(version).orElseThrow();
        if (release.major() < 7) {
            chat.leave(
                    "version " + version,
                    "older than what runs here: upgrade the old chat to " + OLDEST + " first, then move");
            return OLDEST;
        }
        return version;
    }

    private static String version(OldChat chat, String otherwise) {
        String said = chat.setting("chat.version").orElse("");
        Optional<Release> release = Release.of(said).filter(one -> said.matches("\\d+\\.\\d+\\.\\d+"));
        if (release.isEmpty()) {
            chat.leave(
                    "version `" + said + "`",
                    "no exact release; it became " + otherwise + ": set chat.version to the one that runs now");
        }
        return release.map(Release::toString).orElse(otherwise);
    }

    private static String members(OldChat chat) {
        String members = chat.setting("mongodb.members").orElse("1");
        if (members.matches("[135]")) {
            return members;
        }
        chat.leave(members + " members of MongoDB", "use 1, 3 or 5; it became 3");
        return "3";
    }

    private static String volume(OldChat chat) {
        String volume = chat.setting("mongodb.volume").orElse("20Gi");
        return volume.matches("[1-9]\\d*Gi") ? volume : "20Gi";
    }

    private static String overwrite(OldChat chat) {
        if (chat.overwrites().isEmpty()) {
            return "";
        }
        StringBuilder lines = new StringBuilder("  settings:\n    uploads:\n      store: gridfs\n    overwrite:\n");
        for (Map.Entry<String, String> setting : chat.overwrites().entrySet()) {
            lines.append("      ")
                    .append(setting.getKey())
                    .append(": \"")
                    .append(setting.getValue().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"\n");
        }
        return lines.toString();
    }
}
