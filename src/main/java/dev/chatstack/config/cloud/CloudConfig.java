package dev.chatstack.config.cloud;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chatstack.config.cloud.aws.AwsRules;
import dev.chatstack.config.cloud.azure.AzureRules;
import dev.chatstack.config.cloud.google.GoogleRules;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.DockerRules;
import dev.chatstack.config.rules.ExistingRules;
import dev.chatstack.config.rules.Findings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where an environment runs. The {@code provider} key chooses which other settings are allowed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "provider")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AwsConfig.class, name = "aws"),
    @JsonSubTypes.Type(value = AzureConfig.class, name = "azure"),
    @JsonSubTypes.Type(value = DockerConfig.class, name = "docker"),
    @JsonSubTypes.Type(value = ExistingClusterConfig.class, name = "existing"),
    @JsonSubTypes.Type(value = GoogleConfig.class, name = "google")
})
public sealed interface CloudConfig permits AwsConfig, AzureConfig, DockerConfig, ExistingClusterConfig, GoogleConfig {
    /** Asks the rules of every cloud: each also knows what no other can have. */
    static void check(Blocks blocks, Clock clock, Findings findings) {
        AwsRules.check(blocks, clock, findings);
        AzureRules.check(blocks, clock, findings);
        DockerRules.check(blocks, findings);
        ExistingRules.check(blocks, findings);
        GoogleRules.check(blocks, findings);
    }

    /** The networks that may reach the API server of a cluster that is made here; none where no cluster is made. */
    default List<String> apiServerAccess() {
        return List.of();
    }

    /** Hosts and networks that pods reach without a proxy, in addition to private addresses: who they are to the cloud, and its own ranges. */
    default List<String> direct() {
        return List.of();
    }

    /** The domain of the cluster's Services; empty where there is no cluster. */
    default Optional<String> servicesDomain() {
        return Optional.of("cluster.local");
    }

    /** Whether the buckets that are made here admit the network of the nodes alone, and so no proxy. */
    default boolean bucketsKnowTheNodes() {
        return false;
    }

    /** Version of Kubernetes that a cluster which is made here has; empty where the file does not choose it. */
    default Optional<String> chosenKubernetes() {
        return Optional.empty();
    }

    /** The nodes of the database alone; empty where it shares those of the chat. */
    default Optional<DatabaseNodesConfig> databaseNodes() {
        return Optional.empty();
    }

    /** The nodes on which the chat's pods run; empty where the environment's file does not say how many there are. */
    default Optional<WorkerNodes> workerNodes() {
        return Optional.empty();
    }
}
