package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A namespace for the chat alone: none that Kubernetes, a cloud, the mesh or an operator has. */
@Pattern(regexp = OwnNamespace.OTHERS + "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnNamespace {
    /** Those of Kubernetes, of clouds, and of what often runs next to the chat. */
    String OTHERS =
            "(?!(default|monitoring|cert-manager|external-secrets|ingress-nginx|longhorn-system|traefik|velero|argocd|flux-system)$)"
                    + "(?!(kube|openshift|istio|gke|gmp|amazon|aws|azure|aks|calico|tigera|cattle|cilium|kyverno|gatekeeper)(-|$))";

    String message() default
            "must be a namespace for the chat alone, such as application: at most 63 lower-case letters, digits and -, and none that Kubernetes, a cloud or another program uses";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
