package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1SpecPort;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A name inside the cluster for the pods of one workload. Nothing is reachable from outside through it. */
public final class ClusterService extends Construct {
    private ClusterService(Construct scope, Namespace namespace, String name, ServiceV1Spec.Builder spec) {
        super(scope, "service");
        Map<String, String> labels = Map.of(HardenedPod.NAME_LABEL, name);
        ServiceV1.Builder.create(this, "Default")
                .metadata(ServiceV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .labels(labels)
                        .build())
                .spec(spec.selector(labels).build())
                .waitForLoadBalancer(false)
                .dependsOn(List.of(namespace.resource()))
                .build();
    }

    /** One address for all ready pods of {@code workload}. */
    public static ClusterService of(Construct scope, Namespace namespace, String workload, Port... ports) {
        return new ClusterService(
                scope, namespace, workload, ServiceV1Spec.builder().port(rendered(ports)));
    }

    /** A name for each pod of {@code workload}, ready or not, and an SRV record for each port. */
    public static ClusterService headless(Construct scope, Namespace namespace, String workload, Port... ports) {
        return new ClusterService(
                scope,
                namespace,
                workload,
                ServiceV1Spec.builder()
                        .clusterIp("None")
                        .publishNotReadyAddresses(true)
                        .port(rendered(ports)));
    }

    /**
     * A port.
     *
     * @param protocol what is spoken, for the mesh: {@code http} or {@code tcp}
     */
    public record Port(String name, int number, String protocol) {}

    private static List<ServiceV1SpecPort> rendered(Port... ports) {
        return List.of(ports).stream()
                .map(port -> ServiceV1SpecPort.builder()
                        .name(port.name())
                        .port(port.number())
                        .targetPort(String.valueOf(port.number()))
                        .appProtocol(port.protocol())
                        .build())
                .toList();
    }
}
