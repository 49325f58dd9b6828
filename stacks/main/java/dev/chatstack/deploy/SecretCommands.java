package dev.chatstack.deploy;

import dev.chatstack.config.OwnSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What to type to make a Secret that only a person can make. FILE stands for what that person has. */
public final class SecretCommands {
    private SecretCommands() {}

    /** In a cluster. */
    public static String inCluster(OwnSecret secret) {
        String kubectl = "kubectl -n " + secret.namespace() + " create secret ";
        return secret.isCertificate()
                ? kubectl + "tls " + secret.name() + " --cert=FILE --key=FILE"
                : kubectl + "generic " + secret.name()
                        + (secret.keys().contains(OwnSecret.PULL_SECRET)
                                ? " --type=kubernetes.io/dockerconfigjson"
                                : "")
                        + secret.keys().stream()
                                .map(key -> " --from-file=" + key + "=FILE")
                                .collect(Collectors.joining());
    }

    /** On a Docker host, below {@code folder}. */
    public static List<String> onHost(String folder, OwnSecret secret) {
        String own = folder + "/" + secret.name();
        List<String> lines = new ArrayList<>(List.of("sudo install -d -m 700 " + own));
        secret.keys().forEach(key -> lines.add("sudo install -m 600 FILE " + own + "/" + key));
        return lines;
    }
}
