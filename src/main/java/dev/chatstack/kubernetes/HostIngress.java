package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.ingress_v1.*;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** Leads one host name from an ingress controller to one Service. */
public final class HostIngress extends Construct {
    private final IngressV1 ingress;

    /** Defines it for every path of {@code host}; its name is that of the Service. */
    public HostIngress(Construct scope, Namespace namespace, String host, Target target, Controller controller) {
        this(scope, namespace, host, Map.of("/", target), controller);
    }

    /** The same for several Services, each by where its paths begin; its name is that of the Service at {@code /}. */
    public HostIngress(
            Construct scope, Namespace namespace, String host, Map<String, Target> targets, Controller controller) {
        super(scope, "ingress");
        IngressV1Spec.Builder spec = IngressV1Spec.builder()
                .ingressClassName(controller.className())
                .rule(List.of(rule(host, new TreeMap<>(targets).descendingMap())));
        if (controller.encrypted()) {
            IngressV1SpecTls.Builder tls = IngressV1SpecTls.builder().hosts(List.of(host));
            controller.tlsSecret().ifPresent(tls::secretName);
            spec.tls(List.of(tls.build()));
        }
        ingress = IngressV1.Builder.create(this, "Default")
                .metadata(IngressV1Metadata.builder()
                        .name(targets.get("/").service())
                        .namespace(namespace.name())
                        .annotations(controller.annotations())
                        .build())
                .spec(spec.build())
                .waitForLoadBalancer(controller.waitsForAddress())
                .dependsOn(List.of(namespace.resource()))
                .build();
    }

    /** Where requests go. */
    public record Target(String service, int port) {}

    /**
     * Who reads it.
     *
     * @param className name of the IngressClass
     * @param encrypted whether people come by HTTPS
     * @param tlsSecret the Secret with the certificate; empty where the controller brings its own
     * @param waitsForAddress whether a deploy waits until the controller has written its address
     */
    public record Controller(
            String className,
            boolean encrypted,
            Optional<String> tlsSecret,
            Map<String, String> annotations,
            boolean waitsForAddress) {
        public Controller {
            annotations = new TreeMap<>(annotations);
        }
    }

    /** The name that the controller's load balancer got. */
    public String address() {
        return ingress.getStatus()
                .get(0)
                .getLoadBalancer()
                .get(0)
                .getIngress()
                .get(0)
                .getHostname();
    }

    /** Longer paths first, for readers: controllers take the longest anyway. */
    private static IngressV1SpecRule rule(String host, Map<String, Target> targets) {
        return IngressV1SpecRule.builder()
                .host(host)
                .http(IngressV1SpecRuleHttp.builder()
                        .path(targets.entrySet().stream()
                                .map(target -> path(target.getKey(), target.getValue()))
                                .toList())
                        .build())
                .build();
    }

    private static IngressV1SpecRuleHttpPath path(String path, Target target) {
        return IngressV1SpecRuleHttpPath.builder()
                .path(path)
                .pathType("Prefix")
                .backend(IngressV1SpecRuleHttpPathBackend.builder()
                        .service(IngressV1SpecRuleHttpPathBackendService.builder()
                                .name(target.service())
                                .port(IngressV1SpecRuleHttpPathBackendServicePort.builder()
                                        .number(target.port())
                                        .build())
                                .build())
                        .build())
                .build();
    }
}
