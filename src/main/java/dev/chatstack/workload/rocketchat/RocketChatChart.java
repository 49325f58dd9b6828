package dev.chatstack.workload.rocketchat;

import dev.chatstack.cloud.UserIds;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.kubernetes.Literal;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.workload.rocketchat.RocketChatValues.Affinity;
import dev.chatstack.workload.rocketchat.RocketChatValues.Cluster;
import dev.chatstack.workload.rocketchat.RocketChatValues.Enabled;
import dev.chatstack.workload.rocketchat.RocketChatValues.Field;
import dev.chatstack.workload.rocketchat.RocketChatValues.Global;
import dev.chatstack.workload.rocketchat.RocketChatValues.Image;
import dev.chatstack.workload.rocketchat.RocketChatValues.InitContainer;
import dev.chatstack.workload.rocketchat.RocketChatValues.Microservices;
import dev.chatstack.workload.rocketchat.RocketChatValues.Mount;
import dev.chatstack.workload.rocketchat.RocketChatValues.Nats;
import dev.chatstack.workload.rocketchat.RocketChatValues.Persistence;
import dev.chatstack.workload.rocketchat.RocketChatValues.PodUser;
import dev.chatstack.workload.rocketchat.RocketChatValues.Probe;
import dev.chatstack.workload.rocketchat.RocketChatValues.Resources;
import dev.chatstack.workload.rocketchat.RocketChatValues.Restricted;
import dev.chatstack.workload.rocketchat.RocketChatValues.Scraping;
import dev.chatstack.workload.rocketchat.RocketChatValues.SecretKey;
import dev.chatstack.workload.rocketchat.RocketChatValues.Server;
import dev.chatstack.workload.rocketchat.RocketChatValues.Service;
import dev.chatstack.workload.rocketchat.RocketChatValues.ServiceAccount;
import dev.chatstack.workload.rocketchat.RocketChatValues.Source;
import dev.chatstack.workload.rocketchat.RocketChatValues.StreamHub;
import dev.chatstack.workload.rocketchat.RocketChatValues.Variable;
import dev.chatstack.workload.rocketchat.RocketChatValues.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What we tell the chart of Rocket.Chat's makers. */
record RocketChatChart(RocketChatPod pod, UserIds userIds) {
    /** Its release, and the first word of everything it makes. */
    static final String RELEASE = "chat";

    /** Where Moleculer, which joins the programs, tells its metrics. */
    static final int METRICS_PORT = 9458;

    private static final int NATS_USER = 1000;

    private static final String APPS_ENGINE = "apps-engine";

    Map<String, ?> values() {
        RocketChatConfig config = pod.config();
        return new RocketChatValues(
                        new Global(Map.of(
                                "chatstack.dev/secrets-revision", pod.mongo().secretsRevision())),
                        // the labels of its pods are those of a monolith's, so rules, alerts and dashboards are the
                        // same
                        RocketChat.NAME,
                        new Image(config.version()),
                        config.replicas(),
                        ((EnvValue.FromSecret) pod.mongo().uri()).secret(),
                        new RocketChatValues.MongoDb(false, Enabled.NO),
                        new ServiceAccount(false, RocketChat.NAME),
                        environment(),
                        new PodUser(user(RocketChatPod.USER), user(RocketChatPod.USER)),
                        Restricted.of(user(RocketChatPod.USER), true),
                        Resources.of(Container.Resources.of(config.resources())),
                        "soft",
                        Enabled.NO,
                        Enabled.NO,
                        new Scraping(RocketChatPod.METRICS_PORT, METRICS_PORT),
                        // the database was migrated before, so a minute is enough; it has no probe of its own for
                        // starting
                        new Probe(RocketChat.HEALTH, 120, 6),
                        new Probe("/readyz", null, 3),
                        persistence(),
                        List.of(new Volume(APPS_ENGINE, Map.of("sizeLimit", "256Mi"))),
                        List.of(new Mount(APPS_ENGINE, RocketChatPod.APPS_ENGINE)),
                        List.of(appsEngine()),
                        microservices(config.microservices()),
                        nats(config.microservices().natsServers()))
                .asMap();
    }

    /** A change of any of these replaces the servers; those that the chart sets itself are left to it. */
    private List<Variable> environment() {
        List<Variable> environment = new ArrayList<>();
        pod.settings().plain().forEach((name, value) -> {
            if (!name.startsWith("OVERWRITE_SETTING_Prometheus_")) {
                environment.add(new Variable(name, literal(value), null));
            }
        });
        Map<String, EnvValue> others = new TreeMap<>(pod.settings().secret());
        others.putAll(pod.environment());
        others.forEach((name, value) -> environment.add(variable(name, value)));
        return environment;
    }

    private static Variable variable(String name, EnvValue value) {
        if (value instanceof EnvValue.FromSecret secret) {
            SecretKey key = new SecretKey(secret.secret(), secret.key(), false);
            return new Variable(name, null, new Source(key, null));
        }
        if (value instanceof EnvValue.FromPod field) {
            return new Variable(name, null, new Source(null, new Field(field.field())));
        }
        return new Variable(name, literal(((EnvValue.Plain) value).value()), null);
    }

    /** The chart reads these once more as a template, and Terraform before it. */
    private static String literal(String text) {
        return Literal.of(text.replace("{{", "{{`{{`}}"));
    }

    private Persistence persistence() {
        return pod.config().settings().uploads() instanceof UploadsConfig.Filesystem
                ? new Persistence(true, RocketChat.UPLOADS)
                : new Persistence(false, null);
    }

    /** The Apps-Engine writes into its own folder, which is read-only like the rest of the image. */
    private InitContainer appsEngine() {
        return new InitContainer(
                APPS_ENGINE,
                pod.image(),
                List.of("cp", "-r", RocketChatPod.APPS_ENGINE + "/.", "/" + APPS_ENGINE),
                Restricted.of(user(RocketChatPod.USER), true),
                resources("50m", "64Mi", "128Mi"),
                List.of(new Mount(APPS_ENGINE, "/" + APPS_ENGINE)));
    }

    private Microservices microservices(MicroservicesConfig config) {
        Resources small = resources("100m", "256Mi", "512Mi");
        return new Microservices(
                true,
                service(RocketChatMicroservices.ACCOUNT, config.accounts(), small),
                service(RocketChatMicroservices.AUTHORIZATION, config.authorizations(), small),
                service(
                        RocketChatMicroservices.DDP_STREAMER,
                        config.ddpStreamers(pod.config().concurrentUsers()),
                        resources("250m", "512Mi", "1Gi")),
                service(RocketChatMicroservices.PRESENCE, config.presences(), small),
                config.streamHub().isEmpty()
                        ? new StreamHub(false, null, null)
                        : new StreamHub(true, Restricted.of(user(RocketChatPod.USER), false), small));
    }

    private Service service(String name, int replicas, Resources resources) {
        return new Service(replicas, Restricted.of(user(RocketChatPod.USER), false), resources, Affinity.apart(name));
    }

    private Nats nats(int servers) {
        Restricted restricted = Restricted.of(user(NATS_USER), true);
        return new Nats(
                new Cluster(true, servers),
                new Server(restricted, resources("50m", "64Mi", "256Mi")),
                new Server(restricted, resources("10m", "16Mi", "64Mi")),
                new Server(restricted, resources("10m", "32Mi", "64Mi")),
                Enabled.NO,
                // it speaks first, which a mesh has to know
                new Enabled(true),
                Enabled.NO,
                Affinity.apart(RocketChatMicroservices.NATS));
    }

    /** The image's own, unless the cluster chooses. */
    private Integer user(int ofTheImage) {
        return userIds == UserIds.FROM_IMAGE ? ofTheImage : null;
    }

    private static Resources resources(String cpu, String memory, String most) {
        return Resources.of(Container.Resources.of(cpu, memory, most));
    }
}
