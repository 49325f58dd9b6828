package dev.chatstack.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.docker.Delivery;
import dev.chatstack.live.Answer;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.Programs;
import dev.chatstack.synthesis.UserError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The secrets of a running environment, read in order to be found in what others get. They are kept in memory alone. */
public final class KnownSecrets {
    /** Keys of Secrets whose values everybody may know, and names in which they would be found. */
    private static final Set<String> OPEN = Set.of(
            "username",
            "user",
            "admin-user",
            "email",
            "database",
            "host",
            "port",
            "region",
            "bucket",
            "ca.crt",
            "tls.crt",
            "certificate");

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private KnownSecrets() {}

    /**
     * The values of every Secret in {@code namespaces}.
     *
     * @throws UserError when the cluster does not show them
     */
    public static Set<String> in(LiveCluster cluster, Collection<String> namespaces) {
        Set<String> values = new TreeSet<>();
        for (String namespace : namespaces) {
            cluster.all("secrets", namespace)
                    // what a release was installed with: charts and values, gigabytes of them
                    .filter(secret -> !secret.path("type").asText().equals("helm.sh/release.v1"))
                    .flatMap(secret -> secret.path("data").properties().stream())
                    .filter(entry -> !OPEN.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .map(JsonNode::asText)
                    .forEach(base64 ->
                            values.add(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8)));
        }
        return values;
    }

    /**
     * What the containers on {@code host} get: passwords that were made there, and what people have put there.
     *
     * @throws UserError when the host does not show them
     */
    public static Set<String> on(DockerHost host, String environment) {
        Set<String> values = new TreeSet<>();
        for (String folder : Delivery.SECRETS) {
            // no file of them on this machine
            Answer answer = Programs.run(
                    List.of(
                            "bash",
                            "-o",
                            "pipefail",
                            "-c",
                            "\"$1\" -H \"$2\" cp \"$3\" - | tar -xf - --to-command='cat; echo'",
                            "bash",
                            host.program(),
                            host.engine(),
                            environment + "-" + Delivery.NAME + ":" + folder),
                    Map.of(),
                    ANSWER);
            if (!answer.succeeded()) {
                throw new UserError("the secrets on " + host.engine()
                        + " cannot be read, so nobody can tell whether they are in what" + " is collected: "
                        + answer.reason());
            }
            answer.text().lines().forEach(values::add);
        }
        return values;
    }
}
