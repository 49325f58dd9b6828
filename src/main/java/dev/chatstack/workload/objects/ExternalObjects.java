package dev.chatstack.workload.objects;

import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.workload.Watched;
import java.net.URI;
import java.util.List;
import software.constructs.Construct;

/** A bucket that somebody else runs: nothing is made. */
public record ExternalObjects(ObjectsConfig.External config) implements ObjectStorage {
    @Override
    public ObjectsConnection connection() {
        URI endpoint = URI.create(config.endpoint());
        return new ObjectsConnection(
                endpoint.getHost(),
                port(),
                isEncrypted(),
                config.bucket(),
                EnvValue.secret(config.secret(), "accessKey"),
                EnvValue.secret(config.secret(), "secretKey"));
    }

    @Override
    public List<Construct> before() {
        return List.of();
    }

    /** The bucket's address is not known, only the port. */
    @Override
    public void allowFrom(String client, NetworkRules rules) {
        rules.allowTo("objects", Peer.ANYONE, port());
    }

    /** Nothing to open: the bucket's owner watches the bucket. */
    @Override
    public void allowFrom(Watched by) {}

    private boolean isEncrypted() {
        return config.endpoint().startsWith("https:");
    }

    private int port() {
        int named = URI.create(config.endpoint()).getPort();
        return named >= 0 ? named : isEncrypted() ? 443 : 80;
    }
}
