package dev.chatstack.workload.rocketchat;

import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Volume;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.workload.NodeHeap;
import dev.chatstack.workload.Watched;
import dev.chatstack.workload.mongodb.MongoConnection;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One Rocket.Chat server. */
public record RocketChatPod(
        RocketChatConfig config,
        MongoConnection mongo,
        GeneratedSecret admin,
        RocketChatSettings settings,
        ConfigFiles settingsMap,
        Optional<Watched> watched) {
    /** Replicas call each other here; by default the port is random, which no network rule could name. */
    public static final int BROKER_PORT = 9000;

    /** One request in ten, and each that a caller traces: every call of the database would be a span otherwise. */
    public static final Map<String, String> SAMPLING =
            Map.of("OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0.1");

    static final int METRICS_PORT = 9100;

    /** Where files that people send lie when they lie on a volume. */
    public static final String UPLOADS = "/app/uploads";

    /** Time to finish requests and close connections after the load balancer has forgotten the pod. */
    public static final int STOP_SECONDS = 50;

    /** What the containers of a rehearsal tell each other. */
    private static final String SHARED = "/shared";

    /** User of the official image since 8.5. */
    public static final int USER = 65533;

    /** Beyond them it calls itself not ready. Its own, 70 ms and 85 %, take a busy server out of service. */
    public static final Map<String, String> THRESHOLDS =
            Map.of("EVENT_LOOP_LAG_MS", "1000", "HEAP_USAGE_PERCENT", "0.95");

    /** How many proxies are believed: without it, everybody shares the address, and so the limits, of the last one. */
    public static final String FORWARDED = "HTTP_FORWARDED_COUNT";

    /** One of those that serve people. */
    Pod render() {
        int drainSeconds = config.exposure().drainSeconds();
        Container server = server().preStop("sleep", String.valueOf(drainSeconds))
                .probes(Probes.of(
                        // migrations of a major version run before it listens
                        Probe.http(RocketChat.HEALTH, "http", 5, 5, 180),
                        Probe.http(RocketChat.HEALTH, "http", 15, 10, 4),
                        Probe.http("/readyz", "http", 10, 5, 3)));
        return pod(RocketChat.NAME)
                .speaksOutside()
                .terminationSeconds(drainSeconds + STOP_SECONDS)
                .annotation("chatstack.dev/secrets-revision", mongo.secretsRevision())
                .annotation("chatstack.dev/settings", settingsMap.checksum())
                .container(server);
    }

    /** The one that brings the database to a new version, with {@code script}. */
    Pod migrations(String name, ConfigFiles script) {
        return pod(name)
                .spread(Pod.Spread.NONE)
                .volume(Volume.files("script", script))
                .container(server().command("node", "/script/" + RocketChatMigrations.SCRIPT, "main.js")
                        .mountReadOnly("script", "/script"));
    }

    /**
     * The one in which another version starts on a copy of the database in {@code mongo}, with {@code scripts}. It has no volume with files
     * that people sent, for a server deletes what is too old, and knows no account but the one that the first container makes for it.
     */
    Pod rehearsal(String name, ConfigFiles scripts, MongoDb mongo) {
        return Pod.of(name, USER)
                .serviceAccount(name)
                .spread(Pod.Spread.NONE)
                .volume(Volume.scratch("tmp", uploadMebibytes(config) + "Mi"))
                .volume(Volume.scratch("uploads", "1Gi"))
                .volume(Volume.scratch("shared", "16Mi"))
                .volume(Volume.scratch(AppsEngine.NAME, "256Mi"))
                .volume(Volume.files("script", scripts))
                .initContainer(counting(RocketChatRehearsal.BEFORE, mongo))
                .initContainer(appsEngine())
                .initContainer(
                        server(Container.of(RocketChatRehearsal.MIGRATE, image(), Resources.of(config.resources())))
                                .command("node", "/script/" + RocketChatMigrations.SCRIPT, "main.js")
                                .env("MONGO_URL_FILE", SHARED + "/uri")
                                .env("SECONDS_FILE", SHARED + "/seconds")
                                .mount("shared", SHARED)
                                .mountReadOnly("script", "/script"))
                .container(counting(RocketChatRehearsal.AFTER, mongo));
    }

    private static Container counting(String step, MongoDb mongo) {
        return Container.of(step, mongo.image(), Resources.of("50m", "256Mi"))
                .command("mongosh", "--quiet", "--norc", "--nodb", "--file", "/script/rehearsal.js")
                .env("HOME", "/tmp")
                .env("STEP", step)
                .env("JOB_NAME", EnvValue.pod(Pod.JOB_NAME))
                .env("MONGODB_RESTORE_URI", mongo.account("restore").key("uri"))
                .env("RESTORE_DATABASE", RocketChatRehearsal.copyOf(mongo.database()))
                .env("SHARED", SHARED)
                .mount("tmp", "/tmp")
                .mount("shared", SHARED)
                .mountReadOnly("script", "/script");
    }

    private Pod pod(String name) {
        return mongo.known(Pod.of(name, USER))
                .serviceAccount(name)
                .volume(Volume.scratch("tmp", uploadMebibytes(config) + "Mi"))
                .volume(uploads())
                .volume(Volume.scratch(AppsEngine.NAME, "256Mi"))
                .initContainer(databaseIsThere())
                .initContainer(appsEngine());
    }

    /** Room for the largest files that ten people send at once: a volume that is full evicts the pod. */
    static int uploadMebibytes(RocketChatConfig config) {
        return Math.max(1024, 10 * config.settings().maxFileMegabytes());
    }

    private Volume uploads() {
        return uploadsVolume(config)
                .<Volume>map(volume -> new Volume.FromClaim("uploads", uploadsClaim(volume)))
                .orElseGet(() -> Volume.scratch("uploads", "1Gi"));
    }

    /** The claim of {@code volume}: ours, or one that exists. */
    static String uploadsClaim(UploadsConfig.Filesystem volume) {
        return volume.existingClaim().orElse(RocketChat.UPLOADS);
    }

    /** The volume for files that people send; empty where the files are kept elsewhere. */
    static Optional<UploadsConfig.Filesystem> uploadsVolume(RocketChatConfig config) {
        return switch (config.settings().uploads()) {
            case UploadsConfig.Filesystem volume -> Optional.of(volume);
            case UploadsConfig.GridFs database -> Optional.empty();
            case UploadsConfig.S3 bucket -> Optional.empty();
            case UploadsConfig.Gcs bucket -> Optional.empty();
        };
    }

    /** A server that finds no primary exits; waiting here keeps restarts for real trouble. */
    private Container databaseIsThere() {
        return mongo.known(Container.of("database-is-there", Versions.image("mongo"), Resources.of("50m", "256Mi")))
                .command(
                        "sh",
                        "-c",
                        "until mongosh \"$MONGO_URL\" --quiet --eval 'db.hello().isWritablePrimary || quit(1)'; do"
                                + " sleep 2; done")
                .env("HOME", "/tmp")
                .env("MONGO_URL", mongo.uri())
                .mount("tmp", "/tmp");
    }

    private Container appsEngine() {
        return Container.of(AppsEngine.NAME, image(config), Resources.of("50m", "64Mi"))
                .command(AppsEngine.copy().toArray(String[]::new))
                .mount(AppsEngine.NAME, AppsEngine.COPY);
    }

    private Container server() {
        return server(mongo.known(Container.of("rocketchat", image(), Resources.of(config.resources()))))
                .env("MONGO_URL", mongo.uri());
    }

    private Container server(Container withoutDatabase) {
        return withoutDatabase
                .port("http", RocketChat.HTTP_PORT)
                .port("metrics", METRICS_PORT)
                .port("broker", BROKER_PORT)
                .env("PORT", String.valueOf(RocketChat.HTTP_PORT))
                .env("INSTANCE_IP", EnvValue.pod("status.podIP"))
                .env("TCP_PORT", String.valueOf(BROKER_PORT))
                .env("DEPLOY_PLATFORM", "chatstack")
                .envFrom(settingsMap)
                .envValues(settings.secret())
                .envValues(environment())
                .mount("tmp", "/tmp")
                .mount("uploads", UPLOADS)
                .mount(AppsEngine.NAME, AppsEngine.FOLDER);
    }

    /** What every server is told besides its settings, however it is run. */
    Map<String, EnvValue> environment() {
        Map<String, EnvValue> environment = new TreeMap<>();
        environment.put("ROOT_URL", new EnvValue.Plain(rootUrl()));
        if (config.proxies() > 0) {
            environment.put(FORWARDED, new EnvValue.Plain(String.valueOf(config.proxies())));
        }
        environment.put("ADMIN_USERNAME", admin.key("username"));
        environment.put("ADMIN_PASS", admin.key("password"));
        environment.put("ADMIN_EMAIL", admin.key("email"));
        config.registrationTokenSecret()
                .ifPresent(secret -> environment.put("REG_TOKEN", EnvValue.secret(secret, "token")));
        environment.put("NODE_OPTIONS", new EnvValue.Plain(heap(config).options()));
        THRESHOLDS.forEach((name, value) -> environment.put(name, new EnvValue.Plain(value)));
        config.licenceSecret()
                .ifPresent(secret -> environment.put("ROCKETCHAT_LICENSE", EnvValue.secret(secret, "licence")));
        watched.filter(Watched::takesTraces).ifPresent(by -> {
            environment.put("TRACING_ENABLED", new EnvValue.Plain("yes"));
            SAMPLING.forEach((name, value) -> environment.put(name, new EnvValue.Plain(value)));
            environment.put(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    new EnvValue.Plain("http://%s.%s:%d"
                            .formatted(Monitoring.TRACES_SERVICE, by.namespace(), Monitoring.TRACES_PORT)));
        });
        return environment;
    }

    public static NodeHeap heap(RocketChatConfig config) {
        return new NodeHeap(config.resources().memoryLimit());
    }

    public String image() {
        return image(config);
    }

    public static String image(RocketChatConfig config) {
        return Versions.image("rocketchat") + ":" + config.version();
    }

    private String rootUrl() {
        return config.exposure().url(config.host());
    }
}
