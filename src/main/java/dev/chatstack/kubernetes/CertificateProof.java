package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.network.PolicyRules;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Lets an ingress controller reach the pod with which cert-manager proves that a host is ours. It makes one in the namespace of the
 * Ingress for some seconds, at each renewal, when its issuer proves by HTTP.
 */
public final class CertificateProof extends Construct {
    /** cert-manager's own label and port: pkg/issuer/acme/http/pod.go and solver. */
    private static final Map<String, String> SOLVER = Map.of("acme.cert-manager.io/http01-solver", "true");

    private static final int PORT = 8089;

    /** Defines the network policy for the ingress {@code controller}. */
    public CertificateProof(Construct scope, Namespace namespace, Peer controller) {
        super(scope, "certificate-proof");
        NetworkPolicyV1.Builder.create(this, "Default")
                .metadata(NetworkPolicyV1Metadata.builder()
                        .name("certificate-proof")
                        .namespace(namespace.name())
                        .build())
                .spec(NetworkPolicyV1Spec.builder()
                        .podSelector(NetworkPolicyV1SpecPodSelector.builder()
                                .matchLabels(SOLVER)
                                .build())
                        .policyTypes(List.of("Ingress"))
                        .ingress(List.of(PolicyRules.ingress(controller, PORT)))
                        .build())
                .dependsOn(namespace.first())
                .build();
    }
}
