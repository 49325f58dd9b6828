package dev.chatstack.deploy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.outside.CaBundleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What to type to make a Secret that only a person can make. FILE stands for what that person has. */
public final class SecretCommands {
    private static final String AUTHORITIES = "caBundle.secret";

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

    /** The folders of a Docker host that a person makes: one for each Secret that a setting names. */
    public static List<OwnSecret> onHost(Environment environment) {
        EnvironmentConfig config = environment.config();
        List<OwnSecret> folders = new ArrayList<>(OwnSecret.of(config));
        config.caBundle()
                .flatMap(CaBundleConfig::secret)
                .ifPresent(name -> folders.add(new OwnSecret(AUTHORITIES, "", name, List.of(CaBundleConfig.FILE))));
        return folders;
    }

    /** On a Docker host, below {@code folder}. Certificates of authorities are no secret, and every program reads them itself. */
    public static List<String> onHost(String folder, OwnSecret secret) {
        String own = folder + "/" + secret.name();
        boolean isPublic = secret.setting().equals(AUTHORITIES);
        List<String> lines = new ArrayList<>(List.of("sudo install -d -m " + (isPublic ? "755 " : "700 ") + own));
        secret.keys()
                .forEach(
                        key -> lines.add("sudo install -m " + (isPublic ? "644" : "600") + " FILE " + own + "/" + key));
        return lines;
    }
}
