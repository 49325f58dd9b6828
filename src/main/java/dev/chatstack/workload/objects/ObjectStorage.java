package dev.chatstack.workload.objects;

import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.workload.Watched;
import java.util.List;
import software.constructs.Construct;

/** Where a chat keeps files: something that speaks S3. */
public sealed interface ObjectStorage permits SeaweedFs, Minio, ExternalObjects {
    /** How its clients reach it. */
    ObjectsConnection connection();

    /** What must be there before its clients start. */
    List<Construct> before();

    /** Opens the path between it and {@code client}, a workload of the same namespace whose own rules are {@code rules}. */
    void allowFrom(String client, NetworkRules rules);

    /** Lets {@code by} ask it for its metrics, where there are any. */
    void allowFrom(Watched by);
}
