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

    /** Its address is not known, only its port. */
    @Override
    public void allowFrom(String client, NetworkRules rules) {
        rules.allowTo("objects", Peer.ANYONE, port());
    }

    /** Whoever runs it watches it. */
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
