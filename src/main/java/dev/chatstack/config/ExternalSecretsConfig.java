package dev.chatstack.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.values.ResourceName;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The External Secrets Operator of the cluster, which copies what people keep in a store of secrets into Secrets. */
public record ExternalSecretsConfig(
        @Existing(Existing.Kind.SECRET_STORE) @About("name of a ClusterSecretStore or SecretStore") @ResourceName
        String store,

        @About("ClusterSecretStore, or SecretStore, which must exist in every namespace with Secrets")
        @Default("ClusterSecretStore")
        Kind kind,

        @About("what precedes each name in the store, such as chat/prod/")
        Optional<@Pattern(regexp = "[-_./a-zA-Z0-9]{1,200}", message = "must be a path such as chat/prod/") String>
                prefix,

        @About("how often the operator reads the store, such as 1h")
        @Default("1h")
        @Pattern(regexp = "[1-9]\\d{0,4}[smh]", message = "must be a duration such as 1h")
        String refreshInterval) {
    /** What kind of store it is. */
    public enum Kind {
        /** For all namespaces. */
        @JsonProperty("ClusterSecretStore")
        CLUSTER_SECRET_STORE("ClusterSecretStore"),
        /** For its own namespace. */
        @JsonProperty("SecretStore")
        SECRET_STORE("SecretStore");

        private final String kind;

        Kind(String kind) {
            this.kind = kind;
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    /** What the store calls the Secret {@code name}. */
    public String remoteKey(String name) {
        return prefix.orElse("") + name;
    }
}
