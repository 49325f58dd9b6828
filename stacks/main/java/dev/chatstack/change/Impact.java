package dev.chatstack.change;

import static dev.chatstack.change.Impact.Severity.DATA_AT_RISK;
import static dev.chatstack.change.Impact.Severity.DOWNTIME;
import static dev.chatstack.change.Impact.Severity.NONE;
import static dev.chatstack.change.Impact.Severity.RESTART;
import static dev.chatstack.change.Impact.Severity.WATCHING;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import dev.chatstack.change.Change.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a change means to the people who use the chat.
 *
 * @param severity how bad the change is
 * @param words the consequence in words; empty when there is nothing to say
 */
public record Impact(Severity severity, String words) {
    /** How bad a change is, the worst first. */
    public enum Severity {
        /** data is deleted, or cannot be reached any more */
        DATA_AT_RISK,
        /** the chat stops for a while */
        DOWNTIME,
        /** pods are replaced one after the other; people may have to connect again */
        RESTART,
        /** metrics, logs or alerts stop for a while; people who use the chat do not notice */
        WATCHING,
        /** people notice nothing */
        NONE;

        /** How bad a change is, in words that begin the answer. */
        String words() {
            return switch (this) {
                case DATA_AT_RISK -> "DATA IS AT RISK: make a backup first, and read what follows line by line";
                case DOWNTIME -> "the chat stops for a while, or a part of it";
                case RESTART -> "pods restart one after the other; the chat keeps running";
                case WATCHING -> "people notice nothing; metrics, logs or alerts stop, or pause for a while";
                case NONE -> "people notice nothing";
            };
        }

        private Impact with(String words) {
            return new Impact(this, words);
        }
    }

    /** What the resources of the clouds are, by their types. */
    private static final JsonNode KINDS = DataFile.read(Impact.class, "kinds.json5");

    /** What a person does after a change of an argument, by types. */
    private static final JsonNode NEXT = DataFile.read(Impact.class, "next.json5");

    /** Arguments that set how many nodes there may be. */
    private static final Set<String> LIMITS = Set.of(
            "/autoscaling",
            "/scaling_config",
            "/default_node_pool/min_count",
            "/default_node_pool/max_count",
            "/min_count",
            "/max_count");

    /** Containers of a Docker host without which nobody chats. */
    private static final Predicate<String> SERVES =
            Pattern.compile("-(haproxy|rocketchat-\\d+|mongodb-\\d+)$").asPredicate();

    private static final String SYSTEM_NODES = "/default_node_pool";

    /** The impact of {@code change}, one of {@code all}; nobody who uses the chat notices that monitoring stops. */
    static Impact of(ResourceChange change, List<ResourceChange> all) {
        Impact impact = change.resource().type().equals("docker_container") ? container(change, all) : inItself(change);
        boolean pauses = impact.severity == DOWNTIME || impact.severity == RESTART;
        return pauses && change.resource().id().contains("monitoring") ? WATCHING.with(impact.words) : impact;
    }

    private static Impact inItself(ResourceChange change) {
        String type = change.resource().type();
        return switch (KINDS.path(type).asText(type)) {
            case "cluster" -> cluster(change);
            case "nodes" -> change.kind() == Kind.CREATED ? NONE.with("") : nodes(change);
            case "store", "kubernetes_persistent_volume_claim_v1" ->
                ifRemoved(
                        change, DATA_AT_RISK, "what is stored there goes, or Terraform refuses while it is not empty");
            case "address", "kubernetes_ingress_v1" ->
                ifRemoved(
                        change,
                        DOWNTIME,
                        "people do not get in until it is there again and the DNS record points at it");
            case "kubernetes_deployment_v1" -> deployment(change);
            case "kubernetes_stateful_set_v1" -> statefulSet(change);
            case "helm_release" -> release(change);
            case "kubernetes_namespace_v1" ->
                ifRemoved(change, DATA_AT_RISK, "everything in the namespace goes with it, claims of volumes too");
            case "kubernetes_job_v1" -> NONE.with(change.kind() == Kind.DESTROYED ? "" : "runs once");
            case "kubernetes_network_policy_v1" -> NONE.with("who may talk to whom changes at once");
            default -> NONE.with("");
        };
    }

    private static Impact cluster(ResourceChange change) {
        if (change.isRemoval()) {
            return DATA_AT_RISK.with("everything in the cluster goes with it, the database too: restore from a backup");
        }
        return change.touches(SYSTEM_NODES)
                ? nodes(change)
                : NONE.with("the control plane is altered while the chat runs" + next(change));
    }

    private static String next(ResourceChange change) {
        return NEXT.path(change.resource().type()).properties().stream()
                .filter(argument -> change.touches(argument.getKey()))
                .map(argument -> "; " + argument.getValue().asText())
                .collect(Collectors.joining());
    }

    private static Impact nodes(ResourceChange change) {
        boolean limits = change.kind() == Kind.CHANGED && change.touchesOnly(LIMITS);
        boolean othersFirst =
                change.resource().at("/lifecycle/create_before_destroy").asBoolean();
        return switch (change.kind()) {
            case DESTROYED -> DOWNTIME.with("its nodes go, and their pods wait until others have room");
            case REPLACED ->
                othersFirst
                        ? RESTART.with("other nodes come, then all pods move to them, members of the database too")
                        : DOWNTIME.with("its nodes go, and their pods wait until others are there");
            case CHANGED, CREATED ->
                limits
                        ? NONE.with("nodes come, or those that are not needed go, one by one")
                        : RESTART.with(
                                "nodes are replaced one by one and their pods move, members of the database too");
        };
    }

    private static Impact deployment(ResourceChange change) {
        if (change.isRemoval()) {
            return DOWNTIME.with("its pods end" + (change.kind() == Kind.REPLACED ? " before new ones come" : ""));
        }
        if (!change.restartsPods()) {
            return replicas(change);
        }
        return change.hasSeveralPods()
                ? RESTART.with("its pods are replaced one at a time; people reconnect automatically")
                : DOWNTIME.with("its only pod is replaced: a minute or two until the new one answers");
    }

    private static Impact statefulSet(ResourceChange change) {
        if (change.isRemoval()) {
            return DOWNTIME.with("its pods end; their volumes stay");
        }
        if (!change.restartsPods()) {
            return replicas(change);
        }
        return RESTART.with(
                change.hasSeveralPods()
                        ? "its pods restart one at a time; an election takes some seconds"
                        : "its only pod restarts");
    }

    private static Impact container(ResourceChange change, List<ResourceChange> all) {
        boolean monitoring = change.resource().id().contains("monitoring");
        if (!change.isRemoval() || !(monitoring || SERVES.test(change.resource().name()))) {
            return NONE.with("");
        }
        if (change.kind() == Kind.DESTROYED) {
            return DOWNTIME.with("it ends; its volume stays");
        }
        return isOneOfSeveral(change, all)
                ? RESTART.with("one after the other is replaced; people reconnect automatically")
                : DOWNTIME.with("it stops until the new one is healthy, a minute or two");
    }

    /** As `up` does it: servers of two versions must not use one database. */
    private static boolean isOneOfSeveral(ResourceChange change, List<ResourceChange> all) {
        String kind = siblings(change);
        boolean newVersion = change.touches("/image") && !kind.endsWith("mongodb-");
        return !newVersion
                && all.stream()
                                .filter(other -> other.kind() == Kind.REPLACED
                                        && siblings(other).equals(kind))
                                .count()
                        > 1;
    }

    private static String siblings(ResourceChange change) {
        return change.resource().name().replaceFirst("\\d+$", "");
    }

    private static Impact replicas(ResourceChange change) {
        return NONE.with(change.touches("/spec/replicas") ? "pods: from " + change.fromTo("/spec/replicas") : "");
    }

    private static Impact release(ResourceChange change) {
        return switch (change.kind()) {
            case DESTROYED, REPLACED -> DOWNTIME.with("what the chart runs ends");
            case CHANGED ->
                RESTART.with(
                        change.touches("/version")
                                ? "version " + change.fromTo("/version") + "; read its notes"
                                : "the chart decides what of it restarts");
            case CREATED -> NONE.with("");
        };
    }

    private static Impact ifRemoved(ResourceChange change, Severity severity, String words) {
        return change.isRemoval() ? severity.with(words) : NONE.with("");
    }
}
