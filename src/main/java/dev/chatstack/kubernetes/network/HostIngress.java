package dev.chatstack.kubernetes.network;

import com.hashicorp.cdktf.providers.kubernetes.ingress_v1.*;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Leads one host name from an ingress controller to one Service. */
public final class HostIngress extends Construct {
    private final IngressV1 ingress;

    /** Defines the Ingress for every path of {@code host}. */
    public HostIngress(Construct scope, Namespace namespace, String host, Target target, Controller controller) {
        super(scope, "ingress");
        IngressV1Spec.Builder spec =
                IngressV1Spec.builder().ingressClassName(controller.className()).rule(List.of(rule(host, target)));
        if (controller.encrypted()) {
            IngressV1SpecTls.Builder tls = IngressV1SpecTls.builder().hosts(List.of(host));
            controller.tlsSecret().ifPresent(tls::secretName);
            spec.tls(List.of(tls.build()));
        }
        ingress = IngressV1.Builder.create(this, "Default")
                .metadata(IngressV1Metadata.builder()
                        .name(target.name())
                        .namespace(namespace.name())
                        .annotations(controller.annotations())
                        .build())
                .spec(spec.build())
                .waitForLoadBalancer(controller.waitsForAddress())
                .dependsOn(namespace.first())
                .build();
    }

    /**
     * Where requests go.
     *
     * @param name of what leads there; it stays when another Service takes over, for with it a load balancer and its address would go
     * @param elsewhere paths that go to another Service, and everything below them
     */
    public record Target(String name, String service, int port, List<Branch> elsewhere) {
        public Target {
            elsewhere = List.copyOf(elsewhere);
        }

        /** Every path to one Service. */
        public Target(String service, int port) {
            this(service, service, port, List.of());
        }

        /** The ports of all Services to which it leads. */
        public Integer[] ports() {
            return Stream.concat(Stream.of(port), elsewhere.stream().map(Branch::port))
                    .distinct()
                    .toArray(Integer[]::new);
        }
    }

    /** A path, and what is below it, that goes to its own Service. */
    public record Branch(String path, String service, int port) {}

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

    private static IngressV1SpecRule rule(String host, Target target) {
        return IngressV1SpecRule.builder()
                .host(host)
                .http(IngressV1SpecRuleHttp.builder().path(paths(target)).build())
                .build();
    }

    /** Longer ones first: not every controller sorts them. */
    private static List<IngressV1SpecRuleHttpPath> paths(Target target) {
        return Stream.concat(
                        target.elsewhere().stream().map(branch -> path(branch.path(), branch.service(), branch.port())),
                        Stream.of(path("/", target.service(), target.port())))
                .toList();
    }

    private static IngressV1SpecRuleHttpPath path(String path, String service, int port) {
        return IngressV1SpecRuleHttpPath.builder()
                .path(path)
                .pathType("Prefix")
                .backend(IngressV1SpecRuleHttpPathBackend.builder()
                        .service(IngressV1SpecRuleHttpPathBackendService.builder()
                                .name(service)
                                .port(IngressV1SpecRuleHttpPathBackendServicePort.builder()
                                        .number(port)
                                        .build())
                                .build())
                        .build())
                .build();
    }
}
