package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1Metadata;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.cloud.UserIds;
import dev.chatstack.kubernetes.network.DefaultNetworkRules;
import dev.chatstack.kubernetes.network.Opening;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** A namespace in which nothing is allowed that was not said: restricted pods, a quota, limits, and no network path but DNS. */
public final class Namespace extends Construct {
    /** Istio's root namespace. */
    public static final String MESH = "istio-system";

    private final String name;
    private final String domain;
    private final UserIds userIds;
    private final Optional<NodeTaint> spareNodes;
    private final Optional<String> bucketsNetwork;
    private final Outside outside;
    private final Optional<NamespaceV1> resource;
    private final DefaultNetworkRules networkRules;
    private final List<Opening> openings = new ArrayList<>();
    private boolean openingsWereRead;
    private final List<String> headlessServices = new ArrayList<>();
    private final Map<String, TerraformResource> accounts = new HashMap<>();
    private final List<String> cronJobs = new ArrayList<>();

    /** Whether the pods of a namespace are part of the mesh. */
    public enum Mesh {
        /** The namespace's pods get a sidecar: they speak encrypted and know each other. */
        INSIDE,
        /** The namespace's pods get no sidecar. */
        OUTSIDE
    }

    /** Which Pod Security Standard the API server holds the namespace's pods to. */
    private enum PodSecurity {
        /** For everything that runs a product. */
        RESTRICTED("restricted"),
        /** For agents of the node, which read its disks or change its network. */
        PRIVILEGED("privileged");

        private final String label;

        PodSecurity(String label) {
            this.label = label;
        }
    }

    /** Defines the restricted namespace {@code name} for at most {@code maxPods} pods. */
    public Namespace(Construct scope, String name, KubernetesCluster cluster, Mesh mesh, int maxPods) {
        this(scope, name, cluster, mesh, PodSecurity.RESTRICTED, maxPods);
    }

    private Namespace(
            Construct scope, String name, KubernetesCluster cluster, Mesh mesh, PodSecurity podSecurity, int maxPods) {
        super(scope, "namespace-" + name);
        this.name = name;
        this.domain = cluster.domain();
        this.userIds = cluster.userIds();
        this.spareNodes = cluster.spareNodes();
        this.bucketsNetwork = cluster.bucketsNetwork();
        this.outside = Outside.of(this);
        this.resource = cluster.namespacesExist() ? Optional.empty() : Optional.of(make(mesh, podSecurity));
        if (resource.isPresent()) {
            NamespaceLimits.define(this, maxPods);
        }
        this.networkRules = new DefaultNetworkRules(this, cluster, mesh);
    }

    /** Defines a namespace for agents of the node, which read its disks or change its network and therefore cannot be restricted. */
    public static Namespace forNodeAgents(Construct scope, String name, KubernetesCluster cluster, int maxPods) {
        return new Namespace(scope, name, cluster, Mesh.OUTSIDE, PodSecurity.PRIVILEGED, maxPods);
    }

    /** Defines a restricted namespace for controllers: each of its pods may call the Kubernetes API and the APIs of the cloud. */
    public static Namespace forControllers(Construct scope, String name, KubernetesCluster cluster, int maxPods) {
        Namespace namespace = new Namespace(scope, name, cluster, Mesh.OUTSIDE, maxPods);
        namespace.networkRules.allowToApis();
        return namespace;
    }

    private NamespaceV1 make(Mesh mesh, PodSecurity podSecurity) {
        return NamespaceV1.Builder.create(this, "Default")
                .metadata(NamespaceV1Metadata.builder()
                        .name(name)
                        .labels(labels(mesh, podSecurity))
                        .build())
                .build();
    }

    /** Lets {@code monitoring}, a namespace, ask the sidecars of this one for their numbers. */
    public void letsSidecarsBeAskedBy(String monitoring) {
        networkRules.allowToSidecars(monitoring);
    }

    /** Name of the namespace. */
    public String name() {
        return name;
    }

    /** The full name of {@code service} in this namespace, for programs that search no domain. */
    public String host(String service) {
        return service + "." + name + ".svc." + domain;
    }

    /** Who decides the user ids of the namespace's pods. */
    public UserIds userIds() {
        return userIds;
    }

    /**
     * Remembers that a workload may be reached, for the mesh to know it too.
     *
     * @throws IllegalStateException when {@link #openings()} was read before: the mesh would refuse whom the network lets in
     */
    public void open(Opening opening) {
        if (openingsWereRead) {
            throw new IllegalStateException("namespace " + name + ": the path " + opening.name() + " to "
                    + opening.workload() + " must be opened before the mesh's authorization is defined");
        }
        openings.add(opening);
    }

    /** Network paths into the namespace's workloads; from now on, {@link #open} refuses. */
    public List<Opening> openings() {
        openingsWereRead = true;
        return List.copyOf(openings);
    }

    /** Remembers that {@code service} points to each pod by its own address, for the mesh to know it too. */
    public void callsEachPodOf(String service) {
        headlessServices.add(service);
    }

    /** Services that point to each pod by its own address. */
    public List<String> headlessServices() {
        return List.copyOf(headlessServices);
    }

    /** What lies around the environment, which every pod and release of the namespace uses. */
    public Outside outside() {
        return outside;
    }

    /** The taint of nodes that the cloud can reclaim at any time, for pods that are replaced at once. */
    public Optional<NodeTaint> spareNodes() {
        return spareNodes;
    }

    /** The private addresses from which buckets answer. */
    public Optional<String> bucketsNetwork() {
        return bucketsNetwork;
    }

    /** Remembers a service account, for the pods that run as it to wait for it. */
    public void has(String account, TerraformResource resource) {
        accounts.put(account, resource);
    }

    /** Remembers a CronJob, from which people may make Jobs. */
    public void hasCronJob(String cronJob) {
        cronJobs.add(cronJob);
    }

    /** The CronJobs that are defined until now. */
    public List<String> cronJobs() {
        return List.copyOf(cronJobs);
    }

    /** What must exist before a workload of {@code pod}s: a pod whose service account is not there is refused. */
    public List<TerraformResource> before(Pod pod) {
        return Optional.ofNullable(accounts.get(pod.serviceAccount()))
                .map(List::of)
                .orElseGet(this::first);
    }

    /** What must exist before anything can be put into it; nothing where the namespace exists already. */
    public List<TerraformResource> first() {
        return resource.<List<TerraformResource>>map(List::of).orElseGet(List::of);
    }

    private static Map<String, String> labels(Mesh mesh, PodSecurity podSecurity) {
        Map<String, String> labels = new TreeMap<>();
        for (String mode : List.of("enforce", "audit", "warn")) {
            labels.put("pod-security.kubernetes.io/" + mode, podSecurity.label);
        }
        if (mesh == Mesh.INSIDE) {
            labels.put("istio-injection", "enabled");
        }
        return labels;
    }
}
