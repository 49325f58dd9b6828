package dev.chatstack.kubernetes.access;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.kubernetes.service_account_v1.ServiceAccountV1;
import com.hashicorp.cdktf.providers.kubernetes.service_account_v1.ServiceAccountV1Metadata;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** The identity of a workload for the mesh and the cloud. The account may do nothing in the cluster and gets no token for its API. */
public final class ServiceAccount extends Construct {
    private final String name;

    /** Defines the account; {@code annotations} tie the account to an identity of the cloud. */
    public ServiceAccount(Construct scope, Namespace namespace, String name, Map<String, String> annotations) {
        super(scope, "service-account");
        this.name = name;
        ServiceAccountV1 account = ServiceAccountV1.Builder.create(this, "Default")
                .metadata(ServiceAccountV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .annotations(annotations)
                        .build())
                .automountServiceAccountToken(false)
                // OpenShift adds the pull secret of the internal registry to every account
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("image_pull_secret", "secret"))
                        .build())
                .dependsOn(namespace.first())
                .build();
        namespace.has(name, account);
    }

    /** Name of the account. */
    String name() {
        return name;
    }
}
