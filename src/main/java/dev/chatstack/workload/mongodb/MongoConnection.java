package dev.chatstack.workload.mongodb;

import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Volume;
import java.util.List;
import java.util.Optional;

/**
 * How a client reaches MongoDB: where to open a network path to, and the Secret holding the URI. Never the URI itself.
 *
 * @param servers its members, wherever they are
 * @param uri a URI of all members, whatever their number
 * @param secretsRevision changes when the URI does
 * @param clientCertificate the Secret with the certificate by which a client is known; empty where a password does
 */
public record MongoConnection(
        List<Peer> servers,
        int port,
        EnvValue.FromSecret uri,
        String secretsRevision,
        Optional<String> clientCertificate) {
    /** Where clients find their certificate. */
    public static final String CERTIFICATES = "/etc/chatstack/mongodb";

    /** Name of the volume with the certificate. */
    public static final String CERTIFICATE_VOLUME = "mongodb-certificate";

    public MongoConnection {
        servers = List.copyOf(servers);
    }

    /** Gives {@code client} the certificate, where there is one; a pod of it must have been given the volume. */
    public Container known(Container client) {
        return clientCertificate.isPresent() ? client.mountReadOnly(CERTIFICATE_VOLUME, CERTIFICATES) : client;
    }

    /** Gives {@code pod} the volume with the certificate, where there is one. */
    public Pod known(Pod pod) {
        return clientCertificate
                .map(secret -> pod.volume(new Volume.FromSecret(CERTIFICATE_VOLUME, secret)))
                .orElse(pod);
    }

    /** Lets the workload of {@code client} connect. */
    public void allowFrom(NetworkRules client) {
        for (int i = 0; i < servers.size(); i++) {
            client.allowTo(i == 0 ? "mongodb" : "mongodb-" + i, servers.get(i), port);
        }
    }
}
