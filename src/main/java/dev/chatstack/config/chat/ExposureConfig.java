package dev.chatstack.config.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.AnnotationKey;
import dev.chatstack.config.values.BucketName;
import dev.chatstack.config.values.EmailAddress;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.HttpsUrl;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How people reach the chat from outside the cluster. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExposureConfig.Alb.class, name = "alb"),
    @JsonSubTypes.Type(value = ExposureConfig.ApplicationGateway.class, name = "applicationGateway"),
    @JsonSubTypes.Type(value = ExposureConfig.Gateway.class, name = "gateway"),
    @JsonSubTypes.Type(value = ExposureConfig.HaProxy.class, name = "haproxy"),
    @JsonSubTypes.Type(value = ExposureConfig.Ingress.class, name = "ingress"),
    @JsonSubTypes.Type(value = ExposureConfig.IstioGateway.class, name = "istioGateway"),
    @JsonSubTypes.Type(value = ExposureConfig.LoadBalancer.class, name = "loadBalancer"),
    @JsonSubTypes.Type(value = ExposureConfig.Route.class, name = "route")
})
public sealed interface ExposureConfig {
    /** What {@code issuerKind} is. */
    String ISSUER_KIND = "what issuer names: a ClusterIssuer, or an Issuer in the namespace of the chat";

    /** The kinds of issuers that cert-manager itself has. */
    enum IssuerKind {
        /** For all namespaces. */
        ClusterIssuer("cert-manager.io/cluster-issuer"),
        /** For its own namespace. */
        Issuer("cert-manager.io/issuer");

        private final String annotation;

        IssuerKind(String annotation) {
            this.annotation = annotation;
        }

        /** The key of the annotation by which an Ingress or a Gateway asks it for a certificate. */
        public String annotation() {
            return annotation;
        }
    }

    /** The port that people connect to. */
    default int port() {
        return plainHttp() ? 80 : 443;
    }

    /** Whether people connect without encryption. */
    default boolean plainHttp() {
        return false;
    }

    /** Whether only connected networks reach it. */
    default boolean internal() {
        return false;
    }

    /** Time until the load balancer no longer leads anybody to a pod that is going, in seconds. */
    default int drainSeconds() {
        return 10;
    }

    /** Proxies that add to the header X-Forwarded-For before a request reaches the pods. */
    default int proxies() {
        return 1;
    }

    /** What people type to open {@code host}. */
    default String url(String host) {
        int usual = plainHttp() ? 80 : 443;
        return (plainHttp() ? "http://" : "https://") + host + (port() == usual ? "" : ":" + port());
    }

    /** The mesh's own gateway behind a load balancer with a fixed address. */
    @About("the gateway of the mesh, behind a load balancer with a fixed address")
    record IstioGateway(
            @About("port of the load balancer") @Default("443") @Min(1) @Max(65535)
            int port,

            @SecretKeys(
                    value = {SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY},
                    namespace = "istio-ingress")
            @About("name of the Secret in the namespace istio-ingress with the certificate (tls.crt, tls.key)")
            Optional<@SecretName String> tlsSecret,

            @About("serve HTTP without encryption; others in the network can then read messages and passwords")
            @Default("false")
            boolean plainHttp,

            @About("networks that can reach the chat") @Default("[0.0.0.0/0]") @NotEmpty
            List<@Cidr String> clients,

            @About("give the load balancer a private address, so that only connected networks reach it")
            @Default("false")
            boolean internal)
            implements ExposureConfig {}

    /** An application load balancer of AWS. */
    @About("an application load balancer of AWS, straight to the pods; always HTTPS, port 80 leads there")
    record Alb(
            @About("Route 53 zone for the validation of the certificate; the certificate is then created and "
                    + "renewed automatically")
            Optional<
                            @Pattern(
                                    regexp = "Z[A-Z0-9]{6,31}",
                                    message = "must be the id of a hosted zone such as Z0123456789ABCDEFGHIJ")
                            String>
                    hostedZoneId,

            @About("ARN of a certificate of ACM in the same region, instead of hostedZoneId")
            Optional<
                            @Pattern(
                                    regexp = "arn:aws:acm:[-a-z0-9]+:\\d{12}:certificate/[-a-f0-9]+",
                                    message = "must be the ARN of a certificate of ACM")
                            String>
                    certificateArn,

            @About("path that answers 200 while a pod can serve")
            @Default("/health")
            @Pattern(regexp = "/[-a-zA-Z0-9/_.]*", message = "must be a path such as /health")
            String healthCheckPath,

            @About("networks that can reach the chat") @Default("[0.0.0.0/0]") @NotEmpty
            List<@Cidr String> clients,

            @About("give the load balancer a private address, so that only connected networks reach it")
            @Default("false")
            boolean internal,

            @About("ARN of a web ACL of AWS WAF in the same account and region, which filters the requests")
            Optional<
                            @Pattern(
                                    regexp =
                                            "arn:aws:wafv2:[-a-z0-9]+:\\d{12}:regional/webacl/[-_A-Za-z0-9]+/[-a-f0-9]+",
                                    message = "must be the ARN of a web ACL:"
                                            + " arn:aws:wafv2:REGION:ACCOUNT:regional/webacl/NAME/ID")
                            String>
                    webAcl,

            @About("S3 bucket that exists in the same region, for the access log; its policy must let Elastic Load "
                    + "Balancing write")
            Optional<@BucketName String> accessLogs)
            implements ExposureConfig {
        /** As long as the target group waits before it forgets a pod. */
        @Override
        public int drainSeconds() {
            return 30;
        }
    }

    /** An ingress controller that the cluster has. */
    @About("an ingress controller that the cluster has, such as Traefik")
    record Ingress(
            @Existing(Existing.Kind.INGRESS_CLASS) @About("name of the IngressClass") @ResourceName
            String className,

            @Existing(Existing.Kind.NAMESPACE) @About("namespace in which the controller's pods run") @ResourceName
            String controllerNamespace,

            @About("networks from which the controller reaches the chat's pods when its own pods do not: those of "
                    + "the nodes for a controller on the hosts' network, those of the load balancer for alb and gce "
                    + "(130.211.0.0/22 and 35.191.0.0/16)")
            @Default("[]")
            List<@Cidr String> controllerNetworks,

            @Existing(Existing.Kind.ISSUER)
            @About("issuer of cert-manager that issues the certificate; without it, tlsSecret must exist")
            Optional<@ResourceName String> issuer,

            @About(ISSUER_KIND) @Default("ClusterIssuer") IssuerKind issuerKind,

            @SecretKeys({SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY})
            @About("name of the Secret with the certificate (tls.crt, tls.key) in the namespace of the chat")
            @Default("chat-tls")
            @SecretName
            String tlsSecret,

            @About("serve HTTP without encryption; others in the network can then read messages and passwords")
            @Default("false")
            boolean plainHttp,

            @About("annotations that the controller understands, such as its time limits")
            Map<@AnnotationKey String, FreeText> annotations)
            implements ExposureConfig {}

    /** A Gateway of the Gateway API. */
    @About("a Gateway of the Gateway API: one that exists, or a new one of a class that the cluster has")
    record Gateway(
            @Existing(Existing.Kind.GATEWAY_CLASS)
            @About(
                    "name of a GatewayClass, such as eg, istio or gke-l7-global-external-managed; chatstack then creates "
                            + "the Gateway, in the namespace of the chat")
            Optional<@ResourceName String> className,

            @Existing(Existing.Kind.GATEWAY)
            @About(
                    "an existing Gateway, instead of className; its owner decides on its address, certificate and listeners")
            Optional<ParentRefConfig> parentRef,

            @Existing(Existing.Kind.NAMESPACE)
            @About(
                    "namespace of the controller and of its proxies, such as envoy-gateway-system or istio-system; not needed "
                            + "with a class of GKE or with controllerNetworks")
            Optional<@ResourceName String> controllerNamespace,

            @About(
                    "networks from which the proxies reach the chat's pods when they are no pods: the proxy-only subnet of "
                            + "a regional load balancer of Google. The addresses of Google's global ones are known")
            @Default("[]")
            List<@Cidr String> controllerNetworks,

            @Existing(Existing.Kind.ISSUER)
            @About(
                    "issuer of cert-manager that issues the certificate of the new Gateway; without it, tlsSecret must exist")
            Optional<@ResourceName String> issuer,

            @About(ISSUER_KIND) @Default("ClusterIssuer") IssuerKind issuerKind,

            @SecretKeys({SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY})
            @About("name of the Secret with the certificate (tls.crt, tls.key) in the namespace of the chat; with "
                    + "className, by default chat-tls")
            Optional<@SecretName String> tlsSecret,

            @About("serve HTTP without encryption; others in the network can then read messages and passwords")
            @Default("false")
            boolean plainHttp,

            @About("networks that can reach the load balancer of the new Gateway; not with a class of GKE")
            @Default("[0.0.0.0/0]")
            @NotEmpty
            List<@Cidr String> clients,

            @About("annotations of the new Gateway's load balancer, such as those that give it a private address")
            Map<@AnnotationKey String, FreeText> annotations,

            @About("keep a browser with the pod it began with by sessionPersistence, which needs the Gateway API's "
                    + "experimental channel; classes istio and gke-* do so automatically")
            @Default("false")
            boolean sessionPersistence)
            implements ExposureConfig {
        private static final String SECRET = "chat-tls";

        /** Where it reaches pods through Google's own load balancers. */
        public boolean isGoogles() {
            return className.filter(name -> name.startsWith("gke-")).isPresent();
        }

        /** The Secret with its certificate; empty where its owner has it, and without encryption. */
        public Optional<String> certificate() {
            return parentRef.isPresent() || plainHttp ? Optional.empty() : tlsSecret.or(() -> Optional.of(SECRET));
        }

        /** Google's takes a minute to forget an endpoint. */
        @Override
        public int drainSeconds() {
            return isGoogles() ? 60 : 10;
        }

        /** Google's appends the address of the person and its own. */
        @Override
        public int proxies() {
            return isGoogles() ? 2 : 1;
        }
    }

    /** A Gateway that another team made, as an HTTPRoute names it. */
    record ParentRefConfig(
            @About("name of the Gateway") @ResourceName String name,

            @About("namespace of the Gateway") @ResourceName String namespace,

            @About("name of its HTTPS listener; by default the chat is on each one that allows it")
            Optional<@ResourceName String> sectionName) {}

    /** HAProxy on the Docker host. */
    @About("HAProxy on the Docker host; HTTPS, and plain requests are led there")
    record HaProxy(
            @About("port of the host that people connect to") @Default("443") @Min(1) @Max(65535)
            int port,

            @About("port of the host that redirects HTTP to HTTPS") @Default("80") @Min(1) @Max(65535)
            int redirectPort,

            @About("address of the host on which both ports listen; with 0.0.0.0 everyone who reaches the machine "
                    + "reaches the chat")
            @Default("127.0.0.1")
            @Pattern(
                    regexp = "(0|[1-9]\\d?|1\\d\\d|2[01]\\d|22[0-3])(\\.(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])){3}",
                    message = "must be an address such as 127.0.0.1 or 0.0.0.0")
            String address,

            @SecretKeys({SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY})
            @About("name of the Secret with the certificate (tls.crt, tls.key); optional, by default the host "
                    + "signs its own and browsers warn")
            Optional<@SecretName String> certificate,

            @About("get and renew the certificate from Let's Encrypt or another ACME server, over port 80; instead of "
                    + "certificate")
            Optional<AcmeConfig> acme,

            @About("serve HTTP without encryption; others in the network can then read messages and passwords")
            @Default("false")
            boolean plainHttp,

            @About(
                    "your own reverse proxy on the host (Caddy, nginx, Traefik) ends TLS: the chat then answers plain HTTP "
                            + "on address and port, and people still open https://<host>")
            @Default("false")
            boolean behindProxy)
            implements ExposureConfig {
        @Override
        public String url(String host) {
            return behindProxy ? "https://" + host : ExposureConfig.super.url(host);
        }

        /** What opens {@code host} from a network of containers, where nobody's own proxy is. */
        public String insideUrl(String host) {
            return behindProxy ? "http://" + host + ":" + port : url(host);
        }

        /** Whether it answers plain HTTP. */
        public boolean isPlain() {
            return plainHttp || behindProxy;
        }

        /** The one before it besides itself. */
        @Override
        public int proxies() {
            return behindProxy ? 2 : 1;
        }

        /** As long as HAProxy needs to find out that a server is going. */
        @Override
        public int drainSeconds() {
            return 6;
        }
    }

    /** An authority that issues certificates by the protocol ACME. */
    record AcmeConfig(
            @About("address for notices about the certificate") @EmailAddress
            String email,

            @About("URL of the directory of another ACME server, such as step-ca or ZeroSSL; the server must accept "
                    + "accounts without external binding")
            @Default("https://acme-v02.api.letsencrypt.org/directory")
            @HttpsUrl
            String server) {}

    /** OpenShift's router. */
    @About("OpenShift's router; HTTPS with the router's certificate, and plain requests are led there")
    record Route(
            @About("networks that can reach the chat; OpenShift's router refuses all others")
            @Default("[0.0.0.0/0]")
            @NotEmpty
            List<@Cidr String> clients)
            implements ExposureConfig {}

    /** A load balancer straight to the pods, which speak plain HTTP. */
    @About("a load balancer straight to the pods, which speak plain HTTP: for trying things out")
    record LoadBalancer(
            @About("port of the load balancer") @Default("3000") @Min(1) @Max(65535)
            int port,

            @About("must be true, to confirm that there is no encryption")
            boolean plainHttp,

            @About("networks that can reach the chat") @NotEmpty
            List<@Cidr String> clients,

            @About("give the load balancer a private address, so that only connected networks reach it")
            @Default("false")
            boolean internal)
            implements ExposureConfig {
        /** It passes connections on. */
        @Override
        public int proxies() {
            return 0;
        }
    }

    /** Azure's Application Gateway before the pods: HTTPS on 443, and 80 leads there. */
    @About("Azure's Application Gateway; HTTPS on port 443, and port 80 leads there")
    record ApplicationGateway(
            @SecretKeys({SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY})
            @About("name of the Secret with the certificate (tls.crt, tls.key) in the namespace of the chat")
            @SecretName
            String tlsSecret,

            @About("networks that can reach the chat") @Default("[0.0.0.0/0]") @NotEmpty
            List<@Cidr String> clients,

            @About("web application firewall with Microsoft's rules: none, detect (logs only) or block; try detect "
                    + "first")
            @Default("none")
            Firewall firewall,

            @About("give the load balancer a private address, so that only connected networks reach it")
            @Default("false")
            boolean internal)
            implements ExposureConfig {
        /** What the rules against attacks do. */
        public enum Firewall {
            /** There are none: the cheaper gateway. */
            NONE,
            /** They write into the log. */
            DETECT,
            /** They refuse. */
            BLOCK;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** None to be trusted: it writes a port behind each address, and no two connections would come from the same place. */
        @Override
        public int proxies() {
            return 0;
        }

        /** Its controller needs up to a minute to change a gateway. */
        @Override
        public int drainSeconds() {
            return 60;
        }
    }
}
