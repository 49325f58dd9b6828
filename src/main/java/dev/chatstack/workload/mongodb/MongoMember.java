package dev.chatstack.workload.mongodb;

import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.values.Sizes;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.constructs.Construct;

/** One member of a replica set: mongod, and next to it the reconciler. */
public record MongoMember(
        MongoDb.ReplicaSetSettings settings,
        String host,
        MongoDbConfig config,
        MongoAccounts accounts,
        ConfigFiles scripts,
        ConfigFiles wanted) {
    /** Name of the exporter's port. */
    public static final String METRICS = "metrics";

    static final int METRICS_PORT = 9216;

    /** A member that was away for a day catches up, however much was written; by its size alone, one large upload forgets the day. */
    public static final String OPLOG = "--oplogMinRetentionHours=24";

    private static final String SCRIPTS = "/scripts/";

    public static final List<String> SCRIPT_FILES = List.of(
            "accounts.js",
            "decide.js",
            "environment.sh",
            "keyfile.sh",
            "members.js",
            "probe.sh",
            "reconcile.js",
            "reconcile.sh",
            "round.js",
            "salvage.js",
            "salvage.sh",
            "salvaging.js",
            "status.js",
            "status.sh");

    /** User of the official image. */
    public static final int USER = 999;

    /** A primary hands over within seconds; a member that is writing back its cache needs more. */
    public static final int TERMINATION_SECONDS = 120;

    static ConfigFiles scripts(Construct scope, Namespace namespace, String name) {
        return ConfigFiles.of(scope, namespace, name + "-scripts", "/mongodb", SCRIPT_FILES);
    }

    Pod pod(Optional<String> storageClass) {
        Pod pod = Pod.of(settings.name(), USER)
                .initContainer(keyFile())
                .container(mongod())
                .container(reconciler())
                .serviceAccount(settings.name())
                .spread(Pod.Spread.ONE_PER_NODE)
                .terminationSeconds(TERMINATION_SECONDS)
                .claim("data", config.volume(), storageClass)
                .volume(Volume.scratch("tmp", "256Mi"))
                .volume(Volume.memory("key", "1Mi"))
                .volume(Volume.scripts("scripts", scripts))
                .volume(Volume.files("members", wanted))
                .volume(Volume.secret("key-secret", accounts.key()));
        if (settings.watched().isPresent()) {
            pod.container(exporter());
        }
        accounts.byName().forEach((account, secret) -> pod.volume(Volume.secret("account-" + account, secret)));
        return pod;
    }

    /** mongod refuses a key that its group may read, as every file of a Secret is. */
    private Container keyFile() {
        return Container.of("key-file", settings.image(), Resources.of("10m", "32Mi"))
                .command(SCRIPTS + "keyfile.sh", "/secret/key", "/run/mongodb/key")
                .mountReadOnly("key-secret", "/secret")
                .mountReadOnly("scripts", SCRIPTS)
                .mount("key", "/run/mongodb");
    }

    private Container mongod() {
        return Container.of("mongod", settings.image(), Resources.of("250m", config.memory()))
                .command(
                        "mongod",
                        "--replSet=rs0",
                        "--keyFile=/run/mongodb/key",
                        "--bind_ip_all",
                        // what an injected query could run inside the database; no product, script or exporter of ours
                        // does
                        "--noscripting",
                        OPLOG,
                        "--dbpath=/data/db",
                        "--wiredTigerCacheSizeGB=" + cacheGigabytes(config))
                .port("mongodb", MongoDb.PORT)
                .mount("data", "/data/db")
                .mount("tmp", "/tmp")
                .mountReadOnly("key", "/run/mongodb")
                .mountReadOnly("scripts", SCRIPTS)
                // a member that copies everything from another answers the ping, so no probe ever kills it
                .probes(Probes.of(ask("alive", 10, 60), ask("alive", 30, 6), ask("ready", 10, 3)));
    }

    private static Probe ask(String question, int periodSeconds, int failures) {
        return Probe.exec(List.of(SCRIPTS + "probe.sh", question), periodSeconds, 10, failures);
    }

    private Container reconciler() {
        Container container = Container.of("reconciler", settings.image(), Resources.of("50m", "256Mi"))
                .command(SCRIPTS + "reconcile.sh")
                .env("MEMBER_HOST_TEMPLATE", settings.name() + "-%d." + host + ":" + MongoDb.PORT)
                .mount("tmp", "/tmp")
                .mountReadOnly("key", "/run/mongodb")
                .mountReadOnly("scripts", SCRIPTS)
                .mountReadOnly("members", "/etc/mongodb/members");
        accounts.byName()
                .keySet()
                .forEach(account -> container.mountReadOnly("account-" + account, "/etc/mongodb/accounts/" + account));
        return container;
    }

    /** MongoDB's own rule, half of what exceeds 1 GiB and at least a quarter of one, applied to the limit instead of the machine. */
    public static String cacheGigabytes(MongoDbConfig config) {
        double gibibytes = Sizes.bytes(config.memory()) / (double) (1L << 30);
        return String.format(Locale.ROOT, "%.2f", Math.max(0.25, 0.5 * (gibibytes - 1)));
    }

    /** Asks its own member alone, so that the lag of each shows. */
    private Container exporter() {
        return Container.of("exporter", Versions.image("mongodb-exporter"), Resources.of("20m", "128Mi"))
                .arguments(exporterArguments("127.0.0.1", settings.database()))
                .port(METRICS, METRICS_PORT)
                .env("MONGODB_USER", accounts.account("exporter").key("username"))
                .env("MONGODB_PASSWORD", accounts.account("exporter").key("password"));
    }

    /** What the exporter of the member on {@code host} is told. */
    public static String[] exporterArguments(String host, String database) {
        return new String[] {
            "--mongodb.uri=mongodb://" + host + ":" + MongoDb.PORT + "/admin?directConnection=true",
            "--mongodb.direct-connect",
            "--collect-all",
            "--compatible-mode",
            // how much waits to be pushed to phones
            "--mongodb.collstats-colls=" + database + ".rocketchat_notification_queue",
            "--web.listen-address=:" + METRICS_PORT
        };
    }
}
