package dev.chatstack.workload.tailchat;

import dev.chatstack.config.chat.ResourcesConfig;
import dev.chatstack.config.chat.TailchatConfig;
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
import dev.chatstack.workload.NodeHeap;
import dev.chatstack.workload.objects.ObjectsConnection;
import java.util.List;
import java.util.Map;

/** The pods of a {@link Tailchat}: one image, four programs. */
record TailchatPods(
        TailchatConfig config,
        Tailchat.Dependencies dependencies,
        GeneratedSecret secret,
        GeneratedSecret account,
        ConfigFiles probe) {
    static final String METRICS = "metrics";

    /** The user {@code node} of the image, which runs as root unless told otherwise. */
    private static final int USER = 1000;

    /** Time until the proxy has forgotten the pod, in seconds. */
    private static final int DRAIN_SECONDS = 10;

    private static final int STOP_SECONDS = 20;

    /** Probes, ten seconds apart, that a server may miss: Valkey and MongoDB have another master within 12 seconds on real pods. */
    private static final int STORE_FAILURES = 4;

    /** Memory limit of each program except the core; Tailchat's makers recommend 2 GiB for all of it. */
    private static final String HELPER_MEMORY = "768Mi";

    private static final String RUNNER =
            "cd /app/tailchat/server/dist && exec ../node_modules/.bin/tailchat-runner --config moleculer.config.js";

    private static final String ADMIN_PAGE =
            "cd /app/tailchat/server/admin && exec node dist/admin/src/server/index.js";

    private static final String CORE =
            "core/gateway,core/user/*.service.js,core/group/*.service.js,core/chat/*.service.js,core/file,core/plugin/registry,core/config";

    private static final String OPEN_PLATFORM = "openapi/app,openapi/bot,openapi/integration,openapi/oidc/oidc";

    /** What serves people: pages, connections, messages, files. */
    Pod core() {
        ResourcesConfig resources = config.resources();
        Container core = program("tailchat", RUNNER, Resources.of(resources), resources.memoryLimit())
                .env("SERVICEDIR", "services")
                .env("SERVICES", CORE)
                .env("PORT", String.valueOf(Tailchat.HTTP_PORT))
                .env("PROMETHEUS", "1")
                .port("http", Tailchat.HTTP_PORT)
                .port(METRICS, Tailchat.METRICS_PORT)
                .mountReadOnly("probe", "/probe")
                .preStop("sleep", String.valueOf(DRAIN_SECONDS))
                .probes(Probes.of(
                        Probe.http(Tailchat.HEALTH, "http", 5, 5, 60),
                        // asks nobody else: a database that is away is no reason to start anew
                        Probe.http(Tailchat.HEALTH, "http", 15, 10, 4),
                        // all ask the same stores: nobody gains if all leave while another master is chosen
                        Probe.exec(List.of("node", "/probe/ready.js"), 10, 8, STORE_FAILURES)));
        return pod(Tailchat.NAME).speaksOutside().files("probe", probe).container(core);
    }

    /** Tasks, topics, links to GitHub and the like. */
    Pod plugins() {
        return pod(Tailchat.PLUGINS)
                .speaksOutside()
                .container(helper("plugins", RUNNER)
                        .env("SERVICEDIR", "plugins")
                        .env("PROMETHEUS", "1")
                        .port(METRICS, Tailchat.METRICS_PORT)
                        .probes(answering(METRICS)));
    }

    /** Bots, applications, and signing in elsewhere with an account of Tailchat. */
    Pod openapi() {
        return pod(Tailchat.OPENAPI)
                .speaksOutside()
                .container(helper("openapi", RUNNER)
                        .env("SERVICEDIR", "services")
                        .env("SERVICES", OPEN_PLATFORM)
                        .env("OPENAPI_PORT", String.valueOf(Tailchat.OPENAPI_PORT))
                        .env("OPENAPI_UNDER_PROXY", "true")
                        .env("PROMETHEUS", "1")
                        .port("http", Tailchat.OPENAPI_PORT)
                        .port(METRICS, Tailchat.METRICS_PORT)
                        .preStop("sleep", String.valueOf(DRAIN_SECONDS))
                        .probes(answering("http")));
    }

    /** The page of the administrators. */
    Pod admin() {
        return pod(Tailchat.ADMIN)
                .annotation("chatstack.dev/admin-revision", account.revision())
                .container(helper("admin", ADMIN_PAGE)
                        .env("ADMIN_PORT", String.valueOf(Tailchat.ADMIN_PORT))
                        .env("ADMIN_USER", account.key("username"))
                        .env("ADMIN_PASS", account.key("password"))
                        .port("http", Tailchat.ADMIN_PORT)
                        .preStop("sleep", String.valueOf(DRAIN_SECONDS))
                        .probes(Probes.of(
                                Probe.tcp("http", 5, 5, 60),
                                Probe.tcp("http", 15, 5, 4),
                                Probe.http("/admin/", "http", 10, 5, 3))));
    }

    /** Ready with {@code port} open; alive while it says how it is, which a process that is stuck does not. */
    private static Probes answering(String port) {
        return Probes.of(
                Probe.tcp(port, 5, 5, 60), Probe.http("/metrics", METRICS, 15, 10, 4), Probe.tcp(port, 5, 5, 2));
    }

    private Pod pod(String name) {
        return dependencies
                .mongo()
                .connection()
                .known(Pod.of(name, USER))
                .serviceAccount(name)
                .terminationSeconds(DRAIN_SECONDS + STOP_SECONDS)
                .annotation("chatstack.dev/secrets-revision", secret.revision())
                .volume(Volume.scratch("tmp", "256Mi"))
                .volume(Volume.scratch("logs", "64Mi"));
    }

    private Container helper(String name, String command) {
        return program(name, command, Resources.of("100m", "256Mi", HELPER_MEMORY), HELPER_MEMORY);
    }

    private Container program(String name, String command, Resources resources, String memoryLimit) {
        ObjectsConnection objects = dependencies.objects().connection();
        Container program = dependencies
                .mongo()
                .connection()
                .known(Container.of(name, Versions.image("tailchat") + ":" + config.version(), resources))
                .command("sh", "-c", command)
                .env(Map.of(
                        "NODE_ENV", "production",
                        "NODE_OPTIONS", new NodeHeap(memoryLimit).options(),
                        // the console alone: its own files of every day would fill the pod's disk and have it evicted
                        "LOGGER", "true",
                        "LOGLEVEL", "info",
                        // what fails while a database changes hands is tried again
                        "RETRYPOLICY_ENABLED", "true",
                        "API_URL", config.exposure().url(config.host()),
                        "FILE_LIMIT", String.valueOf((long) config.maxFileMegabytes() << 20),
                        "DISABLE_TELEMETRY", "true"))
                .env(Map.of(
                        "DISABLE_USER_REGISTER", String.valueOf(!config.registration()),
                        "DISABLE_GUEST_LOGIN", String.valueOf(!config.registration()),
                        "MINIO_URL", objects.host() + ":" + objects.port(),
                        "MINIO_SSL", String.valueOf(objects.tls()),
                        "MINIO_BUCKET_NAME", objects.bucket()))
                .env("SECRET", secret.key("secret"))
                .env("MONGO_URL", dependencies.mongo().connection().uri())
                .env("REDIS_URL", dependencies.valkey().url())
                .env("TRANSPORTER", dependencies.valkey().url())
                .env("MINIO_USER", objects.accessKey())
                .env("MINIO_PASS", objects.secretKey())
                .mount("tmp", "/tmp")
                .mount("logs", "/app/tailchat/server/dist/logs");
        config.mail().ifPresent(mail -> program.env("SMTP_SENDER", mail.from())
                .env("SMTP_URI", EnvValue.secret(mail.secret(), "uri"))
                .env("EMAIL_VERIFY", String.valueOf(mail.verify())));
        return program;
    }
}
