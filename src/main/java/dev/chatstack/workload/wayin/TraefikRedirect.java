package dev.chatstack.workload.wayin;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Leads anyone who comes to Traefik without encryption to the encrypted address. */
public final class TraefikRedirect extends Construct {
    private static final String NAME = "to-https";

    private final String annotation;

    /** Defines the redirect for the Ingresses of {@code namespace} that carry its annotations. */
    public TraefikRedirect(Construct scope, Namespace namespace) {
        super(scope, "traefik-redirect");
        new CustomResources(
                this,
                namespace,
                NAME,
                List.of(Values.object("traefik.io/v1alpha1", "Middleware", NAME)
                        .set("spec.redirectScheme.scheme", "https")
                        .set("spec.redirectScheme.permanent", true)));
        annotation = namespace.name() + "-" + NAME + "@kubernetescrd";
    }

    /** What such an Ingress says. */
    public Map<String, String> annotations() {
        return Map.of("traefik.ingress.kubernetes.io/router.middlewares", annotation);
    }
}
