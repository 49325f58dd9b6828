package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pod template of a typed workload, with Terraform's argument names.
 *
 * @param template the template
 * @param namespace the requests that the namespace adds to every pod
 */
record PodTemplate(JsonNode template, NamespaceDefaults.Additions namespace) {
    /** The demand of one pod of {@code workload}, with a disk for each of {@code claims}. */
    PodDemand demand(String workload, int claims) {
        JsonNode spec = template.path("spec");
        return new PodDemand(
                workload,
                amount(spec).plus(new ComputeResources(0, 0, 1, claims + ephemeral(spec))),
                apart(spec),
                zoneSkew(spec),
                new NodeDemand(tolerates(spec), only(spec)),
                "");
    }

    private ComputeResources amount(JsonNode spec) {
        ComputeResources own = namespace.pod(spec.path("container"), spec.path("init_container"));
        return takesSidecar() ? own.plus(namespace.sidecar()) : own;
    }

    private boolean takesSidecar() {
        JsonNode metadata = template.path("metadata");
        String mark = "sidecar.istio.io/inject";
        return !metadata.path("annotations").path(mark).asText().equals("false")
                && !metadata.path("labels").path(mark).asText().equals("false");
    }

    private static int ephemeral(JsonNode spec) {
        int disks = 0;
        for (JsonNode volume : spec.path("volume")) {
            disks += volume.has("ephemeral") ? 1 : 0;
        }
        return disks;
    }

    private static boolean apart(JsonNode spec) {
        for (JsonNode rule :
                spec.at("/affinity/pod_anti_affinity/required_during_scheduling_ignored_during_execution")) {
            if (rule.path("topology_key").asText().equals("kubernetes.io/hostname")) {
                return true;
            }
        }
        return false;
    }

    private static int zoneSkew(JsonNode spec) {
        for (JsonNode rule : spec.path("topology_spread_constraint")) {
            if (rule.path("when_unsatisfiable").asText().equals("DoNotSchedule")
                    && rule.path("topology_key").asText().equals("topology.kubernetes.io/zone")) {
                return rule.path("max_skew").asInt();
            }
        }
        return 0;
    }

    /** Of the labels that a pod can ask for, this one alone says which of the environment's pools it means. */
    private static Optional<String> only(JsonNode spec) {
        return Optional.of(DatabaseNodesConfig.LABEL)
                .filter(label -> spec.path("node_selector").has(label));
    }

    private static Set<String> tolerates(JsonNode spec) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode toleration : spec.path("toleration")) {
            String key = toleration.path("key").asText();
            keys.add(key.isEmpty() ? PodDemand.EVERYTHING : key);
        }
        return keys;
    }
}
