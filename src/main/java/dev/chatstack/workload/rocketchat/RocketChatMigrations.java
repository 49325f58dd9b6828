package dev.chatstack.workload.rocketchat;

import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.HardenedJob;
import dev.chatstack.workload.mongodb.Database;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * One pod that runs the migrations of a new version before any server of that version serves, so that several servers never migrate at
 * once (Rocket.Chat issue 43580) and a migration that fails leaves the old servers as they are.
 */
final class RocketChatMigrations extends Construct {
    static final String SCRIPT = "migrate.mjs";

    private static final String NAME = "rocketchat-migrations";

    /** Migrations of a large database take minutes; half an hour means that they hang. */
    private static final int DEADLINE_SECONDS = 1800;

    private final HardenedJob job;

    /** Defines the Job for {@code version}: the Job runs at the first deploy and whenever the version changes. */
    RocketChatMigrations(Construct scope, Namespace namespace, String version, RocketChatPod pod, Database mongo) {
        super(scope, "migrations");
        new ServiceAccount(this, namespace, NAME, Map.of());
        ConfigFiles script = ConfigFiles.of(this, namespace, NAME, "/rocketchat", List.of(SCRIPT));
        job = new HardenedJob(
                this,
                namespace,
                NAME + "-" + version.replace('.', '-'),
                pod.migrations(NAME, script),
                DEADLINE_SECONDS);
        Order.after(job, mongo.before());
        mongo.connection().allowFrom(new NetworkRules(this, NAME, namespace));
        mongo.allowFrom(NAME);
    }

    /** What must have completed before servers of the new version start. */
    HardenedJob job() {
        return job;
    }
}
