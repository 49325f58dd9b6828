package dev.chatstack.workload.rocketchat;

import dev.chatstack.config.chat.ExternalNatsConfig;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.workload.mongodb.MongoConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What we tell the chart of Rocket.Chat's makers. */
record RocketChatChart(RocketChatPod pod, ProgramValues programs) {
    /** Name of the Helm release, and the first word of the name of everything the chart makes. */
    static final String RELEASE = "chat";

    /** Where Moleculer, which joins the programs, tells its metrics. */
    static final int METRICS_PORT = 9458;

    private static final int NATS_USER = 1000;

    Values values() {
        RocketChatConfig config = pod.config();
        return Values.of(
                        "global.annotations.chatstack\\.dev/secrets-revision",
                        pod.mongo().secretsRevision())
                // the labels of its pods are those of a monolith's, so rules, alerts and dashboards are the same
                .set("nameOverride", RocketChat.NAME)
                .set("image.tag", config.version())
                .set("existingMongodbSecret", pod.mongo().uri().secret())
                .set("serviceAccount.name", RocketChat.NAME)
                .setAll(
                        false,
                        "mongodb.enabled",
                        "mongodb.serviceMonitor.enabled",
                        "serviceAccount.create",
                        "podDisruptionBudget.enabled",
                        "podMonitor.enabled")
                .with(servers(config))
                .set("persistence", persistence())
                .set("microservices", microservices(config.microservices()))
                .set(
                        "nats",
                        config.microservices()
                                .externalNats()
                                .map(RocketChatChart::natsElsewhere)
                                .orElseGet(() -> nats(config.microservices().natsServers())));
    }

    private Values servers(RocketChatConfig config) {
        Values servers = Values.of("replicaCount", config.replicas())
                .set("extraEnv", environment())
                .setOrClear("securityContext.runAsUser", programs.user(RocketChatPod.USER))
                .setOrClear("securityContext.fsGroup", programs.user(RocketChatPod.USER))
                .set("containerSecurityContext", programs.restricted(RocketChatPod.USER, true))
                .set("resources", ProgramValues.resources(Resources.of(config.resources())))
                .set("podAntiAffinity", "soft")
                .set("prometheusScraping.port", RocketChatPod.METRICS_PORT)
                .set("prometheusScraping.msPort", METRICS_PORT)
                // the database was migrated before, so a minute is enough; the chart has no probe for starting
                .set("livenessProbe.path", RocketChat.HEALTH)
                .set("livenessProbe.initialDelaySeconds", 120)
                .set("livenessProbe.failureThreshold", 6)
                .set("readinessProbe.path", "/readyz")
                .set("readinessProbe.failureThreshold", 3)
                .set("extraVolumes", List.of(Values.of("name", AppsEngine.NAME).set("emptyDir.sizeLimit", "256Mi")))
                .set("extraVolumeMounts", List.of(mount(AppsEngine.FOLDER)))
                .set("extraInitContainers", List.of(appsEngine()));
        pod.mongo().clientCertificate().ifPresent(secret -> servers.append(
                        "extraVolumes",
                        List.of(Values.of("name", MongoConnection.CERTIFICATE_VOLUME)
                                .set("secret.secretName", secret)
                                .set("secret.defaultMode", 0440)))
                .append(
                        "extraVolumeMounts",
                        List.of(Values.of("name", MongoConnection.CERTIFICATE_VOLUME)
                                .set("mountPath", MongoConnection.CERTIFICATES)
                                .set("readOnly", true))));
        return servers;
    }

    /** A change of any of these replaces the servers; those that the chart sets itself are left to it. */
    private List<Values> environment() {
        List<Values> environment = new ArrayList<>();
        pod.settings().plain().forEach((name, value) -> {
            if (!name.startsWith("OVERWRITE_SETTING_Prometheus_")) {
                environment.add(Values.of("name", name).set("value", value.chartVariable()));
            }
        });
        Map<String, EnvValue> others = new TreeMap<>(pod.settings().secret());
        others.putAll(pod.environment());
        others.forEach((name, value) -> environment.add(variable(name, value)));
        return environment;
    }

    private static Values variable(String name, EnvValue value) {
        Values variable = Values.of("name", name);
        return switch (value) {
            case EnvValue.Plain(String text) -> variable.set("value", text);
            case EnvValue.FromSecret(String secret, String key) ->
                variable.set(
                        "valueFrom.secretKeyRef",
                        Values.of("name", secret).set("key", key).set("optional", false));
            case EnvValue.FromPod(String field) -> variable.set("valueFrom.fieldRef.fieldPath", field);
        };
    }

    private Values persistence() {
        return RocketChatPod.uploadsVolume(pod.config())
                .map(volume -> Values.of("enabled", true).set("existingClaim", RocketChatPod.uploadsClaim(volume)))
                .orElseGet(() -> Values.of("enabled", false));
    }

    /** The Apps-Engine writes into its own folder, which is read-only like the rest of the image. */
    private Values appsEngine() {
        return Values.of("name", AppsEngine.NAME)
                .set("image", programs.images().of(pod.image()))
                .set("command", AppsEngine.copy())
                .with(programs.program(RocketChatPod.USER, true, "50m", "64Mi", "128Mi"))
                .set("volumeMounts", List.of(mount(AppsEngine.COPY)));
    }

    private static Values mount(String path) {
        return Values.of("name", AppsEngine.NAME).set("mountPath", path);
    }

    private Values microservices(MicroservicesConfig config) {
        int ddpStreamers = config.ddpStreamers(pod.config().concurrentUsers());
        Values values = Values.of("enabled", true)
                .set("account", service(RocketChatMicroservices.ACCOUNT, config.accounts(), small()))
                .set("authorization", service(RocketChatMicroservices.AUTHORIZATION, config.authorizations(), small()))
                .set(
                        "ddpStreamer",
                        service(
                                RocketChatMicroservices.DDP_STREAMER,
                                ddpStreamers,
                                programs.program(RocketChatPod.USER, false, "250m", "512Mi", "1Gi")))
                .set("presence", service(RocketChatMicroservices.PRESENCE, config.presences(), small()));
        // the chart runs exactly one
        return config.streamHub().isEmpty()
                ? values.set("streamHub.enabled", false)
                : values.set("streamHub", small().set("enabled", true));
    }

    private static Values service(String name, int replicas, Values program) {
        return program.set("replicas", replicas).set("affinity", ProgramValues.apart(name));
    }

    private Values small() {
        return programs.program(RocketChatPod.USER, false, "100m", "256Mi", "512Mi");
    }

    private static Values natsElsewhere(ExternalNatsConfig config) {
        return Values.of("enabled", false)
                .set("existingSecret.name", config.secret())
                .set("existingSecret.key", "uri");
    }

    private Values nats(int servers) {
        return Values.of("cluster.replicas", servers)
                .set("nats", programs.program(NATS_USER, true, "50m", "64Mi", "256Mi"))
                .set("reloader", programs.program(NATS_USER, true, "10m", "16Mi", "64Mi"))
                .set("exporter", programs.program(NATS_USER, true, "10m", "32Mi", "64Mi"))
                // it speaks first, which a mesh has to know
                .setAll(true, "cluster.enabled", "appProtocol.enabled")
                .setAll(false, "natsbox.enabled", "podMonitor.enabled")
                .set("affinity", ProgramValues.apart(RocketChatMicroservices.NATS));
    }
}
