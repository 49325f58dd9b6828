package dev.chatstack.cloud.google;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.config.cloud.GoogleConfig;

/** The names on which the stacks of an environment agree. The later ones find by them what the first has made. */
public record GoogleNames(String environment, GoogleConfig config) {
    /** The network, its router and its NAT. */
    String network() {
        return environment;
    }

    /** The firewall rule that lets the control plane call admission webhooks. */
    public String webhooks() {
        return environment + "-webhooks";
    }

    /** The GKE cluster. */
    String cluster() {
        return environment;
    }

    /** Where the cluster is: a zone when its nodes are in one zone, else the region. */
    String clusterLocation() {
        return config.zones().size() == 1 ? config.zones().get(0) : config.region();
    }

    /** The command with which a person gets a kubeconfig. */
    public String kubeconfigCommand() {
        return "gcloud container clusters get-credentials %s --location %s --project %s"
                        .formatted(cluster(), clusterLocation(), config.project())
                + (config.privateApiServer() ? " --internal-ip" : "");
    }

    /** What stands on every resource. */
    public ResourceTags labels() {
        return new ResourceTags(config.labels());
    }

    /** The network tag of the nodes, and their service account. */
    public String nodes() {
        return environment + "-nodes";
    }

    /** The public address of the chat. */
    String chatAddress() {
        return environment + "-chat";
    }

    /** The account that {@code user} is to Google; at most 30 characters. */
    String identity(BucketUser user) {
        return environment + "-" + user.name();
    }

    /** A bucket; its name is unique in the world because a project's id is. */
    String bucket(String purpose) {
        return config.project() + "-" + environment + "-" + purpose;
    }
}
