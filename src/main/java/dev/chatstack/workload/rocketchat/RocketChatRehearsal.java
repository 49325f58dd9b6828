package dev.chatstack.workload.rocketchat;

import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.HardenedCronJob;
import dev.chatstack.kubernetes.pod.HardenedCronJob.When;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * The server of another version on a copy of the chat's database, as a Job that is made of a suspended CronJob. It reaches the database
 * and nothing else, for the copy has the keys of mail, of files and of everything that the chat sends to.
 */
public final class RocketChatRehearsal extends Construct {
    public static final String NAME = "rocketchat-rehearsal";

    /** Container that counts what the copy holds before the new version has changed it, and that removes the copy. */
    public static final String BEFORE = "before";

    /** Container in which the new version starts. */
    public static final String MIGRATE = "migrate";

    /** Container that compares. */
    public static final String AFTER = "after";

    /** Container with the image of the server, too. */
    public static final String APPS_ENGINE = AppsEngine.NAME;

    /** What the first container says at last when it has removed the copy. */
    public static final String REMOVED = "the copy is removed";

    /** As for the migrations themselves, and for the counts. */
    private static final int DEADLINE_SECONDS = 3600;

    /** Defines it for the servers of {@code pod}, whose database is in {@code mongo}. */
    RocketChatRehearsal(Construct scope, Namespace namespace, RocketChatPod pod, MongoDb mongo) {
        super(scope, "rehearsal");
        new ServiceAccount(this, namespace, NAME, Map.of());
        Map<String, String> scripts =
                new TreeMap<>(ConfigFiles.resources("/backup", List.of("patience.js", "rehearsal.js", "source.js")));
        scripts.putAll(ConfigFiles.resources("/rocketchat", List.of(RocketChatMigrations.SCRIPT)));
        mongo.connection().allowFrom(new NetworkRules(this, NAME, namespace));
        mongo.allowFrom(NAME);
        new HardenedCronJob(
                this,
                namespace,
                pod.rehearsal(NAME, new ConfigFiles(this, namespace, NAME, scripts), mongo),
                When.asked(DEADLINE_SECONDS));
    }

    /** The separate database that a rehearsal changes. */
    public static String copyOf(String database) {
        return database + "_rehearsal";
    }
}
