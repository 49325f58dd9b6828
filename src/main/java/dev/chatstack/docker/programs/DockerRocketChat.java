package dev.chatstack.docker.programs;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.values.Sizes;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.SecretPlaceholders;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.workload.rocketchat.AppsEngine;
import dev.chatstack.workload.rocketchat.RocketChat;
import dev.chatstack.workload.rocketchat.RocketChatPod;
import dev.chatstack.workload.rocketchat.RocketChatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Rocket.Chat on a Docker host: as many containers as replicas, alike but for their number. */
public final class DockerRocketChat extends Construct {
    /** What each is called on the networks, with its number behind it; without it, all of them. */
    public static final String NAME = "rocketchat";

    /** Name of the database. */
    public static final String DATABASE = "rocketchat";

    private static final String FILES = "/etc/chatstack";

    /** Migrations of a major version run before it listens. */
    private static final int GRACE_SECONDS = 900;

    private final List<ITerraformDependable> replicas = new ArrayList<>();

    /** Defines the servers with their data in {@code database}. */
    public DockerRocketChat(
            Construct scope, DockerHost host, Delivery delivery, RocketChatConfig config, Database database) {
        super(scope, NAME);
        RocketChatSettings settings = new RocketChatSettings(config.settings(), Optional.empty());
        Folder folder = folder(delivery, config, settings, database.uri());
        for (int number = 0; number < config.replicas(); number++) {
            Service server = server(config, settings, number, database.traces()).reads(folder, FILES);
            List<ITerraformDependable> before = new ArrayList<>(database.before());
            before.add(delivery.resource());
            // the first one brings the database to its version, and meanwhile there is no other
            before.addAll(replicas.subList(0, Math.min(number, 1)));
            replicas.add(new HardenedService(this, host, server, before).resource());
        }
    }

    /**
     * What surrounds them.
     *
     * @param uri what stands for the connection string, as {@link SecretPlaceholders} writes it
     * @param before what must run before them
     * @param traces where they send what they did, as a URL
     */
    public record Database(String uri, List<ITerraformDependable> before, Optional<String> traces) {
        public Database {
            before = List.copyOf(before);
        }
    }

    /** The containers, for what needs them. */
    public List<ITerraformDependable> replicas() {
        return List.copyOf(replicas);
    }

    private static Folder folder(Delivery delivery, RocketChatConfig config, RocketChatSettings settings, String uri) {
        Folder folder = delivery.folder(NAME, RocketChatPod.USER)
                .file("with-secrets.cjs", ConfigFiles.resource("/docker/with-secrets.cjs"))
                .file("answers.cjs", ConfigFiles.resource("/docker/answers.cjs"))
                .secret("env/MONGO_URL", uri)
                // made once: from then on Rocket.Chat has the password itself
                .secret("env/ADMIN_PASS", delivery.password("rocketchat-admin", 32, 1));
        config.licenceSecret()
                .ifPresent(
                        secret -> folder.secret("env/ROCKETCHAT_LICENSE", SecretPlaceholders.given(secret, "licence")));
        config.registrationTokenSecret()
                .ifPresent(secret -> folder.secret("env/REG_TOKEN", SecretPlaceholders.given(secret, "token")));
        settings.secret()
                .forEach((variable, value) ->
                        folder.secret("env/" + variable, SecretPlaceholders.given(value.secret(), value.key())));
        return delivery.deliver(folder);
    }

    private static Service server(
            RocketChatConfig config, RocketChatSettings settings, int number, Optional<String> traces) {
        int megabytes = Sizes.mebibytes(config.resources().memoryLimit());
        String url = "http://127.0.0.1:" + RocketChat.HTTP_PORT + RocketChat.HEALTH;
        Service server = Service.of(
                        NAME + "-" + number,
                        RocketChatPod.image(config),
                        RocketChatPod.USER,
                        new Service.Limits(megabytes, cores(config.resources().cpuLimit())))
                .entrypoint("node", "--require", FILES + "/with-secrets.cjs", "main.js")
                .settings(settings.plain())
                .env("ROOT_URL", config.exposure().url(config.host()))
                .env(RocketChatPod.FORWARDED, String.valueOf(config.proxies()))
                .env("PORT", String.valueOf(RocketChat.HTTP_PORT))
                .env("TCP_PORT", String.valueOf(RocketChatPod.BROKER_PORT))
                .env("DEPLOY_PLATFORM", "chatstack")
                .env("ADMIN_USERNAME", "admin")
                .env("ADMIN_EMAIL", config.adminEmail())
                .env("NODE_OPTIONS", RocketChatPod.heap(config).options())
                .env(RocketChatPod.THRESHOLDS)
                .on(Zone.BACK, NAME)
                .on(Zone.FRONT)
                .on(Zone.SCRAPED, NAME)
                .changes(AppsEngine.FOLDER)
                // on the disk: a folder in memory would count within the limit, and a few large uploads would kill the
                // server
                .changes("/tmp")
                .scratch(RocketChatPod.UPLOADS, "16m")
                .stopSeconds(config.exposure().drainSeconds() + RocketChatPod.STOP_SECONDS)
                .healthy(GRACE_SECONDS, "CMD", "node", FILES + "/answers.cjs", url);
        traces.ifPresent(to -> server.on(Zone.TRACED)
                .env("TRACING_ENABLED", "yes")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", to)
                .env(RocketChatPod.SAMPLING));
        return server;
    }

    /** Cores as Docker counts them, of what Kubernetes may write in thousandths. */
    private static double cores(String cpu) {
        return cpu.endsWith("m")
                ? Integer.parseInt(cpu.substring(0, cpu.length() - 1)) / 1000.0
                : Double.parseDouble(cpu);
    }
}
