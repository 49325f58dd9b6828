package dev.chatstack.workload.objects;

import dev.chatstack.config.Destination;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Outward;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.workload.Watched;
import java.util.List;
import software.constructs.Construct;

/** A bucket that another team runs: nothing is made. */
public record ExternalObjects(ObjectsConfig.External config) implements ObjectStorage {
    @Override
    public ObjectsConnection connection() {
        return new ObjectsConnection(
                destination().host(),
                destination().port(),
                isEncrypted(),
                config.bucket(),
                EnvValue.secret(config.secret(), "accessKey"),
                EnvValue.secret(config.secret(), "secretKey"));
    }

    @Override
    public List<Construct> before() {
        return List.of();
    }

    @Override
    public void allowFrom(String client, NetworkRules rules) {
        new Outward(rules).to(List.of(destination()));
    }

    private Destination destination() {
        return Destination.of("objects", "chat.objects.endpoint", config.endpoint());
    }

    /** Nothing to open: the bucket's owner watches the bucket. */
    @Override
    public void allowFrom(Watched by) {}

    private boolean isEncrypted() {
        return config.endpoint().startsWith("https:");
    }
}
