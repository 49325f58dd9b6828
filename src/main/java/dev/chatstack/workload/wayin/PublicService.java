package dev.chatstack.workload.wayin;

import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.service_v1.ServiceV1SpecPort;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A load balancer straight to the pods of one Service, for the configured networks only. */
public final class PublicService extends Construct {
    /** Defines the load balancer next to the Service of {@code target}, which the cloud makes as {@code annotations} say. */
    public PublicService(
            Construct scope,
            Namespace namespace,
            ExposureConfig.LoadBalancer exposure,
            HostIngress.Target target,
            Map<String, String> annotations) {
        super(scope, "public-service");
        ServiceV1.Builder.create(this, "Default")
                .metadata(ServiceV1Metadata.builder()
                        .name(target.service() + "-public")
                        .namespace(namespace.name())
                        .annotations(annotations)
                        .build())
                .spec(ServiceV1Spec.builder()
                        .type("LoadBalancer")
                        .selector(Map.of(Pod.NAME_LABEL, target.service()))
                        .loadBalancerSourceRanges(exposure.clients())
                        .externalTrafficPolicy("Local")
                        .sessionAffinity("ClientIP")
                        .port(List.of(ServiceV1SpecPort.builder()
                                .name("http")
                                .port(exposure.port())
                                .targetPort(String.valueOf(target.port()))
                                .build()))
                        .build())
                .build();
        Order.after(this, namespace);
    }
}
