package dev.chatstack.workload.rocketchat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of the values of Rocket.Chat's chart that we set; components are named as in its values.yaml. */
record RocketChatValues(
        Global global,
        String nameOverride,
        Image image,
        int replicaCount,
        String existingMongodbSecret,
        MongoDb mongodb,
        ServiceAccount serviceAccount,
        List<Variable> extraEnv,
        PodUser securityContext,
        Restricted containerSecurityContext,
        Resources resources,
        String podAntiAffinity,
        Enabled podDisruptionBudget,
        Enabled podMonitor,
        Scraping prometheusScraping,
        Probe livenessProbe,
        Probe readinessProbe,
        Persistence persistence,
        List<Volume> extraVolumes,
        List<Mount> extraVolumeMounts,
        List<InitContainer> extraInitContainers,
        Microservices microservices,
        Nats nats) {
    private static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(Include.NON_NULL);

    /** As the release takes them. */
    Map<String, ?> asMap() {
        return JSON.convertValue(this, new TypeReference<TreeMap<String, Object>>() {});
    }

    record Enabled(boolean enabled) {
        static final Enabled NO = new Enabled(false);
    }

    /** Annotations of every program's pods, while {@code podAnnotations} are the server's alone. */
    record Global(Map<String, String> annotations) {}

    record Image(String tag) {}

    record MongoDb(boolean enabled, Enabled serviceMonitor) {}

    record ServiceAccount(boolean create, String name) {}

    record Variable(String name, String value, Source valueFrom) {}

    record Source(SecretKey secretKeyRef, Field fieldRef) {}

    record SecretKey(String name, String key, boolean optional) {}

    record Field(String fieldPath) {}

    /** A null takes the chart's own number away, where the cluster chooses one. */
    @JsonInclude(Include.ALWAYS)
    record PodUser(Integer runAsUser, Integer fsGroup) {}

    /** The <em>restricted</em> standard, which the chart's own containers do not ask for. */
    @JsonInclude(Include.ALWAYS)
    record Restricted(
            Integer runAsUser,
            boolean readOnlyRootFilesystem,
            boolean runAsNonRoot,
            boolean allowPrivilegeEscalation,
            Map<String, List<String>> capabilities,
            Map<String, String> seccompProfile) {
        static Restricted of(Integer user, boolean readOnly) {
            return new Restricted(
                    user, readOnly, true, false, Map.of("drop", List.of("ALL")), Map.of("type", "RuntimeDefault"));
        }
    }

    record Resources(Amount requests, Amount limits) {
        static Resources of(Container.Resources amounts) {
            return new Resources(
                    new Amount(amounts.cpu(), amounts.memoryRequest()),
                    new Amount(amounts.cpuLimit().orElse(null), amounts.memoryLimit()));
        }
    }

    record Amount(String cpu, String memory) {}

    record Scraping(int port, int msPort) {}

    record Probe(String path, Integer initialDelaySeconds, int failureThreshold) {}

    record Persistence(boolean enabled, String existingClaim) {}

    record Volume(String name, Map<String, String> emptyDir) {}

    record Mount(String name, String mountPath) {}

    record InitContainer(
            String name,
            String image,
            List<String> command,
            Restricted securityContext,
            Resources resources,
            List<Mount> volumeMounts) {}

    record Microservices(
            boolean enabled,
            Service account,
            Service authorization,
            Service ddpStreamer,
            Service presence,
            StreamHub streamHub) {}

    record Service(int replicas, Restricted securityContext, Resources resources, Affinity affinity) {}

    /** The chart runs exactly one. */
    record StreamHub(boolean enabled, Restricted securityContext, Resources resources) {}

    record Nats(
            Cluster cluster,
            Server nats,
            Server reloader,
            Server exporter,
            Enabled natsbox,
            Enabled appProtocol,
            Enabled podMonitor,
            Affinity affinity) {}

    record Cluster(boolean enabled, int replicas) {}

    record Server(Restricted securityContext, Resources resources) {}

    record Affinity(AntiAffinity podAntiAffinity) {
        /** Other nodes and zones first for pods named {@code name}, for one to go without taking all of them. */
        static Affinity apart(String name) {
            return new Affinity(new AntiAffinity(
                    List.of(away(name, "kubernetes.io/hostname"), away(name, "topology.kubernetes.io/zone"))));
        }

        private static Away away(String name, String from) {
            return new Away(50, new Term(from, new Selector(Map.of(Pod.NAME_LABEL, name))));
        }
    }

    record AntiAffinity(List<Away> preferredDuringSchedulingIgnoredDuringExecution) {}

    record Away(int weight, Term podAffinityTerm) {}

    record Term(String topologyKey, Selector labelSelector) {}

    record Selector(Map<String, String> matchLabels) {}
}
