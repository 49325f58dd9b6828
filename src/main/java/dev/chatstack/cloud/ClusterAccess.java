package dev.chatstack.cloud;

import java.util.List;
import java.util.Optional;

/** How Terraform's Kubernetes and Helm providers reach a cluster. Holds no credential. */
public sealed interface ClusterAccess {
    /**
     * A short-lived token is fetched by {@code command} when Terraform runs.
     *
     * @param endpoint URL of the API server
     * @param caCertificate its certificate authority, base64
     * @param command credential plugin, for example {@code gke-gcloud-auth-plugin}
     * @param arguments arguments of the plugin, for example {@code eks get-token --cluster-name chat-prod}
     */
    record SignIn(String endpoint, String caCertificate, String command, List<String> arguments)
            implements ClusterAccess {
        public SignIn {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A kubeconfig file.
     *
     * @param path the file
     * @param context which cluster of the file; empty for its current one
     */
    record Kubeconfig(String path, Optional<String> context) implements ClusterAccess {}
}
