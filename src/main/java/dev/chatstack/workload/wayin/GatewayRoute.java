package dev.chatstack.workload.wayin;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Leads one host name from a Gateway of the Gateway API to one Service: a Gateway that exists, or one of a class, which is made here. */
public final class GatewayRoute extends Construct {
    private static final String API = "gateway.networking.k8s.io/v1";
    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    /** From here Google's global load balancers connect, and all of them ask for health. */
    private static final List<String> GOOGLE = List.of("130.211.0.0/22", "35.191.0.0/16");

    /** Read by every cloud, wherever a Service does not say it itself. */
    private static final String RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

    private static final String COOKIE = "chatstack-affinity";

    private final String host;
    private final ExposureConfig.Gateway exposure;
    private final HostIngress.Target target;

    /** Defines the route of {@code host}, whose pods answer 200 at {@code health} as long as they serve. */
    public GatewayRoute(
            Construct scope,
            Namespace namespace,
            String host,
            ExposureConfig.Gateway exposure,
            HostIngress.Target target,
            String health) {
        super(scope, "route");
        this.host = host;
        this.exposure = exposure;
        this.target = target;
        new CustomResources(this, namespace, target.name() + "-route", objects(health));
        if (exposure.className().isPresent() && !exposure.isGoogles()) {
            new GatewayPods(this, namespace, target, exposure);
        }
    }

    /** What connects to the pods of the chat in {@code namespace}. */
    public static Peer proxies(ExposureConfig.Gateway exposure, String namespace) {
        List<Peer.Single> peers = new ArrayList<>();
        exposure.controllerNamespace().map(Peer.InNamespace::new).ifPresent(peers::add);
        if (exposure.className().isPresent() && !exposure.isGoogles()) {
            peers.add(GatewayPods.in(namespace));
        }
        if (exposure.isGoogles()) {
            GOOGLE.stream().map(Peer.Addresses::new).forEach(peers::add);
        }
        exposure.controllerNetworks().stream().map(Peer.Addresses::new).forEach(peers::add);
        return new Peer.AnyOf(peers);
    }

    private List<Values> objects(String health) {
        List<Values> objects = new ArrayList<>();
        exposure.className().map(this::gateway).ifPresent(objects::add);
        objects.add(route());
        if (exposure.className().isPresent() && !exposure.plainHttp()) {
            objects.add(redirect());
        }
        if (exposure.isGoogles()) {
            services().forEach(service -> objects.addAll(googlePolicies(service, health)));
        }
        if (exposure.className().filter("istio"::equals).isPresent()) {
            services().forEach(service -> objects.add(istioAffinity(service)));
        }
        return objects;
    }

    private Values gateway(String className) {
        List<Values> listeners = new ArrayList<>(List.of(listener(HTTP, 80, "HTTP")));
        exposure.certificate()
                .ifPresent(secret -> listeners.add(listener(HTTPS, 443, "HTTPS")
                        .set("tls.mode", "Terminate")
                        .set("tls.certificateRefs", List.of(Values.of("name", secret)))));
        Map<String, String> annotations = new TreeMap<>();
        if (!exposure.clients().equals(List.of("0.0.0.0/0"))) {
            annotations.put(RANGES, String.join(",", exposure.clients()));
        }
        exposure.annotations().forEach((key, text) -> annotations.put(key, text.literal()));
        Values gateway = Values.object(API, "Gateway", GatewayPods.GATEWAY)
                .set("spec.gatewayClassName", className)
                .set("spec.listeners", listeners);
        if (!annotations.isEmpty()) {
            gateway.set("spec.infrastructure.annotations", annotations);
        }
        exposure.issuer()
                .ifPresent(issuer -> gateway.set("metadata.annotations.cert-manager\\.io/cluster-issuer", issuer));
        return gateway;
    }

    private Values listener(String name, int port, String protocol) {
        return Values.of("name", name)
                .set("port", port)
                .set("protocol", protocol)
                .set("hostname", host);
    }

    private Values route() {
        List<Values> rules = new ArrayList<>();
        for (HostIngress.Branch branch : target.elsewhere()) {
            rules.add(rule(branch.path(), branch.service(), branch.port()));
        }
        rules.add(rule("/", target.service(), target.port()));
        return httpRoute(target.name(), parent(exposure.plainHttp() ? HTTP : HTTPS))
                .set("spec.rules", rules);
    }

    private Values rule(String path, String service, int port) {
        Values rule = Values.of(
                        "matches", List.of(Values.of("path.type", "PathPrefix").set("path.value", path)))
                .set("backendRefs", List.of(Values.of("name", service).set("port", port)));
        if (!exposure.isGoogles()) {
            // a WebSocket is a request that lasts for hours, and so may an upload; Google's says it in a policy
            rule.set("timeouts.request", "0s");
        }
        if (exposure.sessionPersistence()) {
            rule.set("sessionPersistence.type", "Cookie")
                    .set("sessionPersistence.sessionName", COOKIE)
                    .set("sessionPersistence.cookieConfig.lifetimeType", "Session");
        }
        return rule;
    }

    /** Anyone who comes without encryption is led to the encrypted address. */
    private Values redirect() {
        Values filter = Values.of("type", "RequestRedirect")
                .set("requestRedirect.scheme", HTTPS)
                .set("requestRedirect.statusCode", 301);
        return httpRoute(target.name() + "-to-https", parent(HTTP))
                .set("spec.rules", List.of(Values.of("filters", List.of(filter))));
    }

    private Values httpRoute(String name, Values parent) {
        return Values.object(API, "HTTPRoute", name)
                .set("spec.parentRefs", List.of(parent))
                .set("spec.hostnames", List.of(host));
    }

    private Values parent(String listener) {
        Optional<ExposureConfig.ParentRefConfig> existing = exposure.parentRef();
        return existing.map(parent -> {
                    Values reference = Values.of("name", parent.name()).set("namespace", parent.namespace());
                    parent.sectionName().ifPresent(section -> reference.set("sectionName", section));
                    return reference;
                })
                .orElseGet(() -> Values.of("name", GatewayPods.GATEWAY).set("sectionName", listener));
    }

    private Stream<String> services() {
        return Stream.concat(
                        Stream.of(target.service()), target.elsewhere().stream().map(HostIngress.Branch::service))
                .distinct();
    }

    /** Google's ends a request, and a WebSocket, after 30 seconds, and asks for health at the root. */
    private List<Values> googlePolicies(String service, String health) {
        Values backends = Values.object("networking.gke.io/v1", "GCPBackendPolicy", service)
                .set("spec.default.timeoutSec", 86_400)
                .set("spec.default.connectionDraining.drainingTimeoutSec", exposure.drainSeconds())
                .set("spec.default.sessionAffinity.type", "GENERATED_COOKIE")
                .set("spec.default.sessionAffinity.cookieTtlSec", 86_400);
        Values healthy = Values.object("networking.gke.io/v1", "HealthCheckPolicy", service)
                .set("spec.default.config.type", "HTTP")
                .set("spec.default.config.httpHealthCheck.portSpecification", "USE_SERVING_PORT")
                .set("spec.default.config.httpHealthCheck.requestPath", health);
        return Stream.of(backends, healthy)
                .map(policy -> policy.set(
                        "spec.targetRef",
                        Values.of("group", "").set("kind", "Service").set("name", service)))
                .toList();
    }

    /** Rocket.Chat's fallback for browsers without WebSocket spreads one session over many requests. */
    private static Values istioAffinity(String service) {
        return Values.object("networking.istio.io/v1", "DestinationRule", service)
                .set("spec.host", service)
                .set(
                        "spec.trafficPolicy.loadBalancer.consistentHash.httpCookie",
                        Values.of("name", COOKIE).set("path", "/").set("ttl", "0s"));
    }
}
