package dev.chatstack.change;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a change does to the people who use the chat.
 *
 * @param severity how bad it is
 * @param words in words
 */
record Impact(Severity severity, String words) {
    /** How bad it is, the worst first. */
    enum Severity {
        /** data goes, or can no longer be reached */
        DATA,
        /** the chat stops for a while */
        DOWNTIME,
        /** pods are replaced one after the other; people may have to connect again */
        RESTART,
        /** who watches over the chat sees nothing for a while; who uses it does not notice */
        WATCHING,
        /** nobody notices */
        NONE
    }

    private static final Set<String> CLUSTERS =
            Set.of("google_container_cluster", "aws_eks_cluster", "azurerm_kubernetes_cluster");
    private static final Set<String> NODES = Set.of(
            "google_container_node_pool",
            "aws_eks_node_group",
            "azurerm_kubernetes_cluster_node_pool",
            "aws_launch_template");
    /** How many nodes there may be. */
    private static final Set<String> LIMITS = Set.of(
            "/autoscaling",
            "/scaling_config",
            "/default_node_pool/min_count",
            "/default_node_pool/max_count",
            "/min_count",
            "/max_count");

    private static final String SYSTEM_NODES = "/default_node_pool";
    private static final Set<String> STORES = Set.of(
            "google_storage_bucket",
            "aws_s3_bucket",
            "azurerm_storage_account",
            "azurerm_storage_container",
            "kubernetes_persistent_volume_claim_v1");
    private static final Set<String> ADDRESSES = Set.of(
            "google_compute_address", "azurerm_public_ip", "azurerm_application_gateway", "kubernetes_ingress_v1");

    /** Of {@code change}; of what only watches over the chat nobody who uses it notices anything. */
    static Impact of(ResourceChange change) {
        Impact effect = inItself(change);
        boolean watches = change.resource().id().contains("monitoring");
        return watches && EnumSet.of(Severity.DOWNTIME, Severity.RESTART).contains(effect.severity)
                ? new Impact(Severity.WATCHING, effect.words)
                : effect;
    }

    private static Impact inItself(ResourceChange change) {
        String type = change.resource().type();
        boolean goes = change.kind() == ResourceChange.Kind.DESTROYED || change.kind() == ResourceChange.Kind.REPLACED;
        if (CLUSTERS.contains(type)) {
            return goes
                    ? new Impact(
                            Severity.DATA,
                            "everything in the cluster goes with it, the database too: restore from a backup")
                    : change.touches(SYSTEM_NODES)
                            ? nodes(change)
                            : new Impact(Severity.NONE, "the control plane is altered while the chat runs");
        }
        if (STORES.contains(type) && goes) {
            return new Impact(Severity.DATA, "what is stored there goes, or Terraform refuses while it is not empty");
        }
        if (NODES.contains(type) && change.kind() != ResourceChange.Kind.CREATED) {
            return nodes(change);
        }
        if (ADDRESSES.contains(type) && goes) {
            return new Impact(
                    Severity.DOWNTIME, "people do not get in until it is there again and the DNS record points at it");
        }
        return ofWorkload(change, type, goes);
    }

    private static Impact nodes(ResourceChange change) {
        boolean limits = change.kind() == ResourceChange.Kind.CHANGED && change.touchesOnly(LIMITS);
        if (limits) {
            return new Impact(Severity.NONE, "nodes come, or those that are not needed go, one by one");
        }
        boolean others =
                change.resource().at("/lifecycle/create_before_destroy").asBoolean();
        return switch (change.kind()) {
            case DESTROYED -> new Impact(Severity.DOWNTIME, "its nodes go, and their pods wait until others have room");
            case REPLACED ->
                others
                        ? new Impact(
                                Severity.RESTART,
                                "other nodes come, then all pods move to them, members of the database too")
                        : new Impact(Severity.DOWNTIME, "its nodes go, and their pods wait until others are there");
            default ->
                new Impact(
                        Severity.RESTART,
                        "nodes are replaced one by one and their pods move, members of the database too");
        };
    }

    private static Impact ofWorkload(ResourceChange change, String type, boolean goes) {
        return switch (type) {
            case "kubernetes_deployment_v1" -> deployment(change, goes);
            case "kubernetes_stateful_set_v1" -> statefulSet(change, goes);
            case "helm_release" -> release(change, goes);
            case "kubernetes_namespace_v1" ->
                goes
                        ? new Impact(Severity.DATA, "everything in the namespace goes with it, claims of volumes too")
                        : new Impact(Severity.NONE, "");
            case "kubernetes_job_v1" ->
                new Impact(Severity.NONE, change.kind() == ResourceChange.Kind.DESTROYED ? "" : "runs once");
            case "kubernetes_network_policy_v1" -> new Impact(Severity.NONE, "who may talk to whom changes at once");
            default -> new Impact(Severity.NONE, "");
        };
    }

    private static Impact deployment(ResourceChange change, boolean goes) {
        if (goes) {
            return new Impact(
                    Severity.DOWNTIME,
                    "its pods end" + (change.kind() == ResourceChange.Kind.REPLACED ? " before new ones come" : ""));
        }
        if (change.kind() == ResourceChange.Kind.CHANGED && change.touches("/spec/template")) {
            return change.resource().at("/spec/replicas").asInt(1) > 1
                    ? new Impact(
                            Severity.RESTART, "its pods are replaced one at a time; people connect again by themselves")
                    : new Impact(
                            Severity.DOWNTIME, "its only pod is replaced: a minute or two until the new one answers");
        }
        return replicas(change);
    }

    private static Impact statefulSet(ResourceChange change, boolean goes) {
        if (goes) {
            return new Impact(Severity.DOWNTIME, "its pods end; their volumes stay");
        }
        if (change.kind() == ResourceChange.Kind.CHANGED && change.touches("/spec/template")) {
            return new Impact(
                    Severity.RESTART,
                    change.resource().at("/spec/replicas").asInt(1) > 1
                            ? "its pods restart one at a time; an election takes some seconds"
                            : "its only pod restarts");
        }
        return replicas(change);
    }

    private static Impact replicas(ResourceChange change) {
        return new Impact(
                Severity.NONE, change.touches("/spec/replicas") ? "pods: from " + change.fromTo("/spec/replicas") : "");
    }

    private static Impact release(ResourceChange change, boolean goes) {
        if (goes) {
            return new Impact(Severity.DOWNTIME, "what the chart runs ends");
        }
        if (change.kind() == ResourceChange.Kind.CHANGED) {
            List<String> said = change.touches("/version")
                    ? List.of("version " + change.fromTo("/version") + "; ", "read its notes")
                    : List.of("", "the chart decides what of it restarts");
            return new Impact(Severity.RESTART, String.join("", said));
        }
        return new Impact(Severity.NONE, "");
    }
}
