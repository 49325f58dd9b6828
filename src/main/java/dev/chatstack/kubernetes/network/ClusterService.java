package dev.chatstack.kubernetes.network;

import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1SpecPort;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A name inside the cluster for the pods of one workload. Nothing is reachable from outside through it. */
public final class ClusterService extends Construct {
    private final ServiceV1 service;

    private ClusterService(
            Construct scope, Namespace namespace, String name, Map<String, String> pods, ServiceV1Spec.Builder spec) {
        super(scope, "service");
        service = ServiceV1.Builder.create(this, "Default")
                .metadata(ServiceV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .labels(pods)
                        .build())
                .spec(spec.selector(pods).build())
                .waitForLoadBalancer(false)
                .dependsOn(namespace.first())
                .build();
    }

    /** One address for all ready pods of {@code workload}. */
    public static ClusterService of(Construct scope, Namespace namespace, String workload, Port... ports) {
        return new ClusterService(
                scope,
                namespace,
                workload,
                Map.of(Pod.NAME_LABEL, workload),
                ServiceV1Spec.builder().port(rendered(ports)));
    }

    /** A name for each pod of {@code workload}, ready or not, and an SRV record for each port. */
    public static ClusterService headless(Construct scope, Namespace namespace, String workload, Port... ports) {
        return headless(scope, namespace, workload, workload, ports);
    }

    /** The same by another name, where {@code workload} has a Service with one address. */
    public static ClusterService headless(
            Construct scope, Namespace namespace, String name, String workload, Port... ports) {
        namespace.callsEachPodOf(name);
        return new ClusterService(
                scope,
                namespace,
                name,
                Map.of(Pod.NAME_LABEL, workload),
                ServiceV1Spec.builder()
                        .clusterIp("None")
                        .publishNotReadyAddresses(true)
                        .port(rendered(ports)));
    }

    /** One address for the pod {@code pod} of a StatefulSet, ready or not, that outlives the pod. */
    public static ClusterService ofPod(Construct scope, Namespace namespace, String pod, Port... ports) {
        return new ClusterService(
                scope,
                namespace,
                pod,
                Map.of("statefulset.kubernetes.io/pod-name", pod),
                ServiceV1Spec.builder().publishNotReadyAddresses(true).port(rendered(ports)));
    }

    /** The address, known once it has been made. */
    public String address() {
        return service.getSpec().getClusterIp();
    }

    /**
     * A port.
     *
     * @param protocol what is spoken, for the mesh: {@code http} or {@code tcp}
     * @param target the pods' own port
     */
    public record Port(String name, int number, String protocol, int target) {
        /** The pods' own. */
        public Port(String name, int number, String protocol) {
            this(name, number, protocol, number);
        }
    }

    private static List<ServiceV1SpecPort> rendered(Port... ports) {
        return List.of(ports).stream()
                .map(port -> ServiceV1SpecPort.builder()
                        .name(port.name())
                        .port(port.number())
                        .targetPort(String.valueOf(port.target()))
                        .appProtocol(port.protocol())
                        .build())
                .toList();
    }
}
