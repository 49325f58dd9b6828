package dev.chatstack.cli.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How Terraform's Kubernetes provider calls what Kubernetes calls otherwise, for the fields that the constructs use. */
final class KubernetesNames {
    /** Resource types in the order in which their objects can be created. */
    static final Map<String, Kind> KINDS = kinds();

    /** What tells Terraform how to apply, and is no part of the object. */
    static final Set<String> TERRAFORMS_OWN = Set.of(
            "//",
            "data_wo_revision",
            "depends_on",
            "lifecycle",
            "timeouts",
            "wait_for_completion",
            "wait_for_rollout",
            "wait_until_bound",
            "wait_for_load_balancer");

    /** Maps whose keys are a person's. */
    static final Set<String> MAPS = Set.of(
            "annotations",
            "binary_data",
            "data",
            "default",
            "default_request",
            "hard",
            "labels",
            "limits",
            "match_labels",
            "node_selector",
            "parameters",
            "requests");

    /** Kinds among the custom resources that belong to no namespace. */
    static final Set<String> WITHOUT_NAMESPACE =
            Set.of("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "VolumeSnapshotClass");

    /** Lists of one, where Kubernetes has an object. */
    static final Set<String> SINGLE = Set.of(
            "exec",
            "http_get",
            "label_selector",
            "lifecycle",
            "persistent_volume_claim_retention_policy",
            "post_start",
            "pre_stop",
            "rolling_update",
            "scale_down",
            "scale_up",
            "selector",
            "spec",
            "tcp_socket",
            "template",
            "update_strategy");

    /** Texts that are numbers when they look like one. */
    static final Set<String> NUMBERS = Set.of(
            "fs_group",
            "max_surge",
            "max_unavailable",
            "min_available",
            "number",
            "port",
            "replicas",
            "run_as_group",
            "run_as_user",
            "target_port");

    /** Texts that are octal numbers. */
    static final Set<String> MODES = Set.of("default_mode", "mode");

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("container", "containers"),
            Map.entry("init_container", "initContainers"),
            Map.entry("limit", "limits"),
            Map.entry("metric", "metrics"),
            Map.entry("path", "paths"),
            Map.entry("policy", "policies"),
            Map.entry("port", "ports"),
            Map.entry("rule", "rules"),
            Map.entry("subject", "subjects"),
            Map.entry("toleration", "tolerations"),
            Map.entry("topology_spread_constraint", "topologySpreadConstraints"),
            Map.entry("volume", "volumes"),
            Map.entry("volume_claim_template", "volumeClaimTemplates"),
            Map.entry("volume_mount", "volumeMounts"));

    private static final Map<String, String> IRREGULAR = Map.of(
            "cluster_ip", "clusterIP",
            "external_ips", "externalIPs",
            "host_ip", "hostIP",
            "host_ipc", "hostIPC",
            "host_pid", "hostPID",
            "load_balancer_ip", "loadBalancerIP",
            "non_resource_urls", "nonResourceURLs",
            "storage_provisioner", "provisioner",
            "timezone", "timeZone");

    private KubernetesNames() {}

    /** The API and the name of a kind. */
    record Kind(String apiVersion, String name) {}

    /** What Kubernetes calls {@code key}, whose name depends on whether there is a list behind it. */
    static String field(String key, JsonNode value) {
        if (value.isArray() && LISTS.containsKey(key)) {
            return LISTS.get(key);
        }
        return IRREGULAR.getOrDefault(key, camelCase(key));
    }

    private static String camelCase(String key) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            boolean begins = i > 0 && key.charAt(i - 1) == '_';
            if (key.charAt(i) != '_') {
                name.append(begins ? Character.toUpperCase(key.charAt(i)) : key.charAt(i));
            }
        }
        return name.toString();
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("kubernetes_namespace_v1", new Kind("v1", "Namespace"));
        kinds.put("kubernetes_storage_class_v1", new Kind("storage.k8s.io/v1", "StorageClass"));
        kinds.put("kubernetes_priority_class_v1", new Kind("scheduling.k8s.io/v1", "PriorityClass"));
        kinds.put("kubernetes_ingress_class_v1", new Kind("networking.k8s.io/v1", "IngressClass"));
        kinds.put("kubernetes_resource_quota_v1", new Kind("v1", "ResourceQuota"));
        kinds.put("kubernetes_limit_range_v1", new Kind("v1", "LimitRange"));
        kinds.put("kubernetes_network_policy_v1", new Kind("networking.k8s.io/v1", "NetworkPolicy"));
        kinds.put("kubernetes_service_account_v1", new Kind("v1", "ServiceAccount"));
        kinds.put("kubernetes_cluster_role_v1", new Kind("rbac.authorization.k8s.io/v1", "ClusterRole"));
        kinds.put("kubernetes_cluster_role_binding_v1", new Kind("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"));
        kinds.put("kubernetes_role_v1", new Kind("rbac.authorization.k8s.io/v1", "Role"));
        kinds.put("kubernetes_role_binding_v1", new Kind("rbac.authorization.k8s.io/v1", "RoleBinding"));
        kinds.put("kubernetes_secret_v1", new Kind("v1", "Secret"));
        kinds.put("kubernetes_config_map_v1", new Kind("v1", "ConfigMap"));
        kinds.put("kubernetes_persistent_volume_claim_v1", new Kind("v1", "PersistentVolumeClaim"));
        kinds.put("kubernetes_service_v1", new Kind("v1", "Service"));
        kinds.put("kubernetes_stateful_set_v1", new Kind("apps/v1", "StatefulSet"));
        kinds.put("kubernetes_deployment_v1", new Kind("apps/v1", "Deployment"));
        kinds.put("kubernetes_daemon_set_v1", new Kind("apps/v1", "DaemonSet"));
        kinds.put("kubernetes_job_v1", new Kind("batch/v1", "Job"));
        kinds.put("kubernetes_cron_job_v1", new Kind("batch/v1", "CronJob"));
        kinds.put("kubernetes_pod_disruption_budget_v1", new Kind("policy/v1", "PodDisruptionBudget"));
        kinds.put("kubernetes_horizontal_pod_autoscaler_v2", new Kind("autoscaling/v2", "HorizontalPodAutoscaler"));
        kinds.put("kubernetes_ingress_v1", new Kind("networking.k8s.io/v1", "Ingress"));
        return kinds;
    }
}
