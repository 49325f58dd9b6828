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

/** Leads host names from a Gateway of the Gateway API to their Services: a Gateway that exists, or one of a class, which is made here. */
public final class GatewayRoute extends Construct {
    private static final String API = "gateway.networking.k8s.io/v1";
    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    /** From here Google's global load balancers connect, and all of them ask for health. */
    private static final List<String> GOOGLE = List.of("130.211.0.0/22", "35.191.0.0/16");

    /** Read by every cloud, wherever a Service does not say it itself. */
    private static final String RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

    private static final String COOKIE = "chatstack-affinity";

    private final ExposureConfig.Gateway exposure;
    private final Site chat;
    private final Optional<Site> website;

    /**
     * A host name, and where its requests go.
     *
     * @param health a path that pods answer with 200 as long as they serve
     * @param certificate the Secret with its certificate; unused where the Gateway has another owner, and without encryption
     * @param podPorts ports of the pods, where they are not those of their Services
     */
    public record Site(
            String host,
            HostIngress.Target target,
            String health,
            Optional<String> certificate,
            List<Integer> podPorts) {
        public Site {
            podPorts = List.copyOf(podPorts);
        }

        private Stream<String> services() {
            return Stream.concat(
                            Stream.of(target.service()),
                            target.elsewhere().stream().map(HostIngress.Branch::service))
                    .distinct();
        }

        Stream<Integer> ports() {
            return Stream.concat(Stream.of(target.ports()), podPorts.stream()).distinct();
        }
    }

    /** Defines the routes to {@code chat} and to the {@code website} next to it. */
    public GatewayRoute(
            Construct scope, Namespace namespace, ExposureConfig.Gateway exposure, Site chat, Optional<Site> website) {
        super(scope, "route");
        this.exposure = exposure;
        this.chat = chat;
        this.website = website;
        new CustomResources(this, namespace, chat.target().name() + "-route", objects());
        if (exposure.className().isPresent() && !exposure.isGoogles()) {
            new GatewayPods(this, namespace, sites().flatMap(Site::ports).distinct(), exposure);
        }
    }

    /** What connects to the pods of the chat in {@code namespace}. */
    public static Peer proxies(ExposureConfig.Gateway exposure, String namespace) {
        List<Peer.Single> peers = new ArrayList<>(pods(exposure, namespace));
        if (exposure.isGoogles()) {
            GOOGLE.stream().map(Peer.Addresses::new).forEach(peers::add);
        }
        exposure.controllerNetworks().stream().map(Peer.Addresses::new).forEach(peers::add);
        return new Peer.AnyOf(peers);
    }

    /** Those of {@link #proxies} that are pods of the cluster. */
    public static List<Peer.Single> pods(ExposureConfig.Gateway exposure, String namespace) {
        List<Peer.Single> pods = new ArrayList<>();
        exposure.controllerNamespace().map(Peer.InNamespace::new).ifPresent(pods::add);
        if (exposure.className().isPresent() && !exposure.isGoogles()) {
            pods.add(GatewayPods.in(namespace));
        }
        return pods;
    }

    private Stream<Site> sites() {
        return Stream.concat(Stream.of(chat), website.stream());
    }

    private List<Values> objects() {
        List<Values> objects = new ArrayList<>();
        exposure.className().map(this::gateway).ifPresent(objects::add);
        sites().forEach(site -> {
            objects.add(route(site));
            if (exposure.className().isPresent() && !exposure.plainHttp()) {
                objects.add(redirect(site));
            }
            if (exposure.isGoogles()) {
                site.services().forEach(service -> objects.addAll(googlePolicies(service, site.health())));
            }
            if (exposure.className().filter("istio"::equals).isPresent()) {
                site.services().forEach(service -> objects.add(istioAffinity(service)));
            }
        });
        return objects;
    }

    private Values gateway(String className) {
        List<Values> listeners = new ArrayList<>();
        sites().forEach(site -> {
            listeners.add(listener(site, HTTP, 80, "HTTP"));
            site.certificate()
                    .filter(secret -> !exposure.plainHttp())
                    .ifPresent(secret -> listeners.add(listener(site, HTTPS, 443, "HTTPS")
                            .set("tls.mode", "Terminate")
                            .set("tls.certificateRefs", List.of(Values.of("name", secret)))));
        });
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
                .ifPresent(issuer -> gateway.set(
                        "metadata.annotations."
                                + exposure.issuerKind().annotation().replace(".", "\\."),
                        issuer));
        return gateway;
    }

    private Values listener(Site site, String name, int port, String protocol) {
        return Values.of("name", named(site, name))
                .set("port", port)
                .set("protocol", protocol)
                .set("hostname", site.host());
    }

    /** The listeners of the chat have no other name: those of a Gateway that runs stay. */
    private String named(Site site, String listener) {
        return site.equals(chat) ? listener : site.target().name() + "-" + listener;
    }

    private Values route(Site site) {
        HostIngress.Target target = site.target();
        List<Values> rules = new ArrayList<>();
        for (HostIngress.Branch branch : target.elsewhere()) {
            rules.add(rule(branch.path(), branch.service(), branch.port()));
        }
        rules.add(rule("/", target.service(), target.port()));
        return httpRoute(target.name(), site, exposure.plainHttp() ? HTTP : HTTPS)
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
    private Values redirect(Site site) {
        Values filter = Values.of("type", "RequestRedirect")
                .set("requestRedirect.scheme", HTTPS)
                .set("requestRedirect.statusCode", 301);
        return httpRoute(site.target().name() + "-to-https", site, HTTP)
                .set("spec.rules", List.of(Values.of("filters", List.of(filter))));
    }

    private Values httpRoute(String name, Site site, String listener) {
        return Values.object(API, "HTTPRoute", name)
                .set("spec.parentRefs", List.of(parent(site, listener)))
                .set("spec.hostnames", List.of(site.host()));
    }

    /** A listener that the file names is the chat's; the website is on each one that allows its host. */
    private Values parent(Site site, String listener) {
        Optional<ExposureConfig.ParentRefConfig> existing = exposure.parentRef();
        return existing.map(parent -> {
                    Values reference = Values.of("name", parent.name()).set("namespace", parent.namespace());
                    parent.sectionName()
                            .filter(section -> site.equals(chat))
                            .ifPresent(section -> reference.set("sectionName", section));
                    return reference;
                })
                .orElseGet(() -> Values.of("name", GatewayPods.GATEWAY).set("sectionName", named(site, listener)));
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
