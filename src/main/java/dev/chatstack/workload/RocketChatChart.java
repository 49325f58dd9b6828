package dev.chatstack.workload;

import dev.chatstack.config.MicroservicesConfig;
import dev.chatstack.config.ResourcesConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.config.UploadsConfig;
import dev.chatstack.kubernetes.EnvValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What we tell the chart of Rocket.Chat's makers. */
record RocketChatChart(RocketChatPod pod) {
    /** Its release, and the first word of everything it makes. */
    static final String RELEASE = "chat";

    /** Where Moleculer, which joins the programs, tells its metrics. */
    static final int METRICS_PORT = 9458;

    private static final int NATS_USER = 1000;

    /** The <em>restricted</em> standard, which the chart's own containers do not ask for. */
    private static final Map<String, ?> RESTRICTED = Map.of(
            "runAsNonRoot",
            true,
            "allowPrivilegeEscalation",
            false,
            "capabilities",
            Map.of("drop", List.of("ALL")),
            "seccompProfile",
            Map.of("type", "RuntimeDefault"));

    /**
     * One of the small programs.
     *
     * @param affinity keeps its pods on different nodes, where there are some
     */
    private record Program(
            int replicas, Map<String, ?> securityContext, Map<String, ?> resources, Map<String, ?> affinity) {}

    Map<String, ?> values() {
        RocketChatConfig config = pod.config();
        Map<String, Object> values = new TreeMap<>();
        // the labels of its pods are those of a monolith's, so rules, alerts and dashboards are the same
        values.put("nameOverride", RocketChat.NAME);
        values.put("image", Map.of("tag", config.version()));
        values.put("replicaCount", config.replicas());
        values.put("existingMongodbSecret", mongoSecret());
        values.put("mongodb", Map.of("enabled", false, "serviceMonitor", Map.of("enabled", false)));
        values.put("serviceAccount", Map.of("create", false, "name", RocketChat.NAME));
        values.put("extraEnv", environment());
        values.put("podAnnotations", annotations());
        values.put("securityContext", Map.of("runAsUser", RocketChatPod.USER, "fsGroup", RocketChatPod.USER));
        values.put("containerSecurityContext", restricted(true, RocketChatPod.USER));
        values.put("resources", resources(config.resources()));
        values.put("podAntiAffinity", "soft");
        values.put("podDisruptionBudget", Map.of("enabled", false));
        values.put("podMonitor", Map.of("enabled", false));
        values.put("prometheusScraping", Map.of("port", RocketChatPod.METRICS_PORT, "msPort", METRICS_PORT));
        // the database was migrated before, so a minute is enough; and it has no probe of its own for starting
        values.put(
                "livenessProbe", Map.of("path", RocketChat.HEALTH, "initialDelaySeconds", 120, "failureThreshold", 6));
        values.put("readinessProbe", Map.of("path", "/readyz", "failureThreshold", 3));
        values.put("persistence", persistence());
        appsEngine(values);
        values.put("microservices", microservices(config.microservices()));
        values.put("nats", nats(config.microservices().natsServers()));
        return values;
    }

    private String mongoSecret() {
        return ((EnvValue.FromSecret) pod.mongo().uri()).key().secret();
    }

    /** A change of any of these replaces the pods; those that the chart sets itself are left to it. */
    private List<Map<String, ?>> environment() {
        List<Map<String, ?>> environment = new ArrayList<>();
        pod.settings().plain().forEach((name, value) -> {
            if (!name.startsWith("OVERWRITE_SETTING_Prometheus_")) {
                environment.add(Map.of("name", name, "value", literal(value)));
            }
        });
        Map<String, EnvValue> others = new TreeMap<>(pod.settings().secret());
        others.putAll(pod.environment());
        others.forEach((name, value) -> environment.add(one(name, value)));
        return environment;
    }

    private static Map<String, ?> one(String name, EnvValue value) {
        if (value instanceof EnvValue.FromSecret secret) {
            Map<String, ?> key =
                    Map.of("name", secret.key().secret(), "key", secret.key().key(), "optional", secret.optional());
            return Map.of("name", name, "valueFrom", Map.of("secretKeyRef", key));
        }
        if (value instanceof EnvValue.FromPod field) {
            return Map.of("name", name, "valueFrom", Map.of("fieldRef", Map.of("fieldPath", field.field())));
        }
        return Map.of("name", name, "value", literal(((EnvValue.Plain) value).value()));
    }

    /** The chart reads these once more as a template. */
    private static String literal(String text) {
        return text.replace("{{", "{{ \"{{\" }}");
    }

    private Map<String, String> annotations() {
        return Map.of("chatstack.dev/secrets-revision", pod.mongo().secretsRevision());
    }

    private Map<String, ?> persistence() {
        return pod.config().settings().uploads() instanceof UploadsConfig.Filesystem
                ? Map.of("enabled", true, "existingClaim", RocketChat.UPLOADS)
                : Map.of("enabled", false);
    }

    /** The Apps-Engine writes into its own folder, which is read-only like the rest of the image. */
    private void appsEngine(Map<String, Object> values) {
        values.put("extraVolumes", List.of(Map.of("name", "apps-engine", "emptyDir", Map.of("sizeLimit", "256Mi"))));
        values.put("extraVolumeMounts", List.of(Map.of("name", "apps-engine", "mountPath", RocketChatPod.APPS_ENGINE)));
        values.put(
                "extraInitContainers",
                List.of(Map.of(
                        "name", "apps-engine",
                        "image", pod.image(),
                        "command", List.of("cp", "-r", RocketChatPod.APPS_ENGINE + "/.", "/apps-engine"),
                        "securityContext", restricted(true, RocketChatPod.USER),
                        "resources", small("50m", "64Mi", "128Mi"),
                        "volumeMounts", List.of(Map.of("name", "apps-engine", "mountPath", "/apps-engine")))));
    }

    private Map<String, ?> microservices(MicroservicesConfig config) {
        Map<String, Object> values = new TreeMap<>();
        values.put("enabled", true);
        values.put("streamHub", Map.of("enabled", config.streamHub() != null));
        int connections = config.ddpStreamers(pod.config().concurrentUsers());
        values.put(
                "ddpStreamer",
                program(RocketChatMicroservices.DDP_STREAMER, connections, small("250m", "512Mi", "1Gi")));
        Map<String, ?> resources = small("100m", "256Mi", "512Mi");
        values.put("account", program(RocketChatMicroservices.ACCOUNT, config.accounts(), resources));
        values.put("authorization", program(RocketChatMicroservices.AUTHORIZATION, config.authorizations(), resources));
        values.put("presence", program(RocketChatMicroservices.PRESENCE, config.presences(), resources));
        return values;
    }

    private static Program program(String name, int replicas, Map<String, ?> resources) {
        return new Program(replicas, restricted(false, RocketChatPod.USER), resources, apart(name));
    }

    private static Map<String, ?> nats(int servers) {
        Map<String, ?> restricted = restricted(true, NATS_USER);
        Map<String, Object> values = new TreeMap<>();
        values.put("cluster", Map.of("enabled", true, "replicas", servers));
        values.put("nats", Map.of("securityContext", restricted, "resources", small("50m", "64Mi", "256Mi")));
        values.put("reloader", Map.of("securityContext", restricted, "resources", small("10m", "16Mi", "64Mi")));
        values.put("exporter", Map.of("securityContext", restricted, "resources", small("10m", "32Mi", "64Mi")));
        values.put("natsbox", Map.of("enabled", false));
        // it speaks first, which a mesh has to know
        values.put("appProtocol", Map.of("enabled", true));
        values.put("podMonitor", Map.of("enabled", false));
        values.put("affinity", apart(RocketChatMicroservices.NATS));
        return values;
    }

    private static Map<String, ?> restricted(boolean readOnly, int user) {
        Map<String, Object> context = new TreeMap<>(RESTRICTED);
        context.put("runAsUser", user);
        context.put("readOnlyRootFilesystem", readOnly);
        return context;
    }

    /** Other nodes first, for one to go without taking all of them. */
    private static Map<String, ?> apart(String name) {
        return Map.of(
                "podAntiAffinity",
                Map.of(
                        "preferredDuringSchedulingIgnoredDuringExecution",
                        List.of(away(name, "kubernetes.io/hostname"), away(name, "topology.kubernetes.io/zone"))));
    }

    private static Map<String, ?> away(String name, String from) {
        return Map.of(
                "weight",
                50,
                "podAffinityTerm",
                Map.of(
                        "topologyKey",
                        from,
                        "labelSelector",
                        Map.of("matchLabels", Map.of("app.kubernetes.io/name", name))));
    }

    private static Map<String, ?> resources(ResourcesConfig config) {
        return Map.of(
                "requests", Map.of("cpu", config.cpu(), "memory", config.memory()),
                "limits", Map.of("cpu", config.cpuLimit(), "memory", config.memoryLimit()));
    }

    private static Map<String, ?> small(String cpu, String memory, String most) {
        return Map.of("requests", Map.of("cpu", cpu, "memory", memory), "limits", Map.of("memory", most));
    }
}
