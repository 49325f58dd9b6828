package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.ClusterRights;
import dev.chatstack.kubernetes.access.ClusterRights.Looking;
import dev.chatstack.kubernetes.access.WorkloadRole;
import dev.chatstack.kubernetes.access.WorkloadRole.Rule;
import java.util.List;
import software.constructs.Construct;

/**
 * What Prometheus, its operator and Alloy may do. The charts would let the operator write Secrets and StatefulSets of every namespace;
 * here it writes in its own, and looks at monitors elsewhere.
 */
final class MonitoringRights extends Construct {
    private static final String OPERATOR = "monitoring-operator";
    private static final String API = "monitoring.coreos.com";

    /** By name, as the operator's documentation lists them: a wildcard would include kinds that are still to come. */
    private static final List<String> OPERATED = List.of(
            "alertmanagers",
            "alertmanagers/finalizers",
            "alertmanagers/status",
            "alertmanagerconfigs",
            "podmonitors",
            "podmonitors/status",
            "probes",
            "probes/status",
            "prometheusagents",
            "prometheusagents/finalizers",
            "prometheusagents/status",
            "prometheuses",
            "prometheuses/finalizers",
            "prometheuses/status",
            "prometheusrules",
            "prometheusrules/status",
            "scrapeconfigs",
            "scrapeconfigs/status",
            "servicemonitors",
            "servicemonitors/status",
            "thanosrulers",
            "thanosrulers/finalizers",
            "thanosrulers/status");

    private static final String[] ALL = {
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"
    };

    MonitoringRights(Construct scope, Namespace namespace) {
        super(scope, "rights");
        new WorkloadRole(
                        this,
                        namespace,
                        OPERATOR,
                        Rule.of(API, OPERATED, ALL),
                        Rule.of("apps", List.of("statefulsets"), ALL),
                        Rule.of("", List.of("configmaps", "secrets"), ALL),
                        Rule.of("", List.of("pods"), "list", "delete"),
                        Rule.of(
                                "",
                                List.of("services", "services/finalizers", "endpoints"),
                                "get",
                                "create",
                                "update",
                                "delete"),
                        Rule.of("", List.of("events"), "create", "patch"),
                        Rule.of("events.k8s.io", List.of("events"), "create", "patch"))
                .toAccount(OPERATOR);
        new ClusterRights(
                this,
                namespace,
                OPERATOR,
                List.of(
                        new Looking(
                                API,
                                List.of(
                                        "podmonitors",
                                        "probes",
                                        "prometheusrules",
                                        "scrapeconfigs",
                                        "servicemonitors")),
                        new Looking("", List.of("namespaces", "nodes")),
                        new Looking("storage.k8s.io", List.of("storageclasses"))),
                List.of());
        new ClusterRights(
                this,
                namespace,
                Monitoring.PROMETHEUS,
                List.of(
                        new Looking("", List.of("nodes", "nodes/metrics", "services", "endpoints", "pods")),
                        new Looking("discovery.k8s.io", List.of("endpointslices"))),
                List.of("/metrics", "/metrics/cadvisor"));
        ofAgents(this, namespace);
    }

    /** Those of Alloy alone, defined in {@code scope}. */
    static ClusterRights ofAgents(Construct scope, Namespace namespace) {
        return new ClusterRights(
                scope,
                namespace,
                Agent.NAME,
                List.of(new Looking("", List.of("pods", "pods/log", "namespaces"))),
                List.of());
    }
}
