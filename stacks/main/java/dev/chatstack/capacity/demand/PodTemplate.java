package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pod of a typed workload, in Terraform's words.
 *
 * @param template of the workload
 * @param namespace what its namespace adds to every pod
 */
record PodTemplate(JsonNode template, NamespaceDefaults.Additions namespace) {
    /** What the scheduler has to find for it, a disk for each of {@code claims} included. */
    PodDemand demand(String workload, int claims) {
        JsonNode spec = template.path("spec");
        return new PodDemand(
                workload,
                amount(spec).plus(new ComputeResources(0, 0, 1, claims + ephemeral(spec))),
                apart(spec),
                zoneSkew(spec),
                tolerates(spec));
    }

    /** Containers run together; those before them run one after the other, and not at the same time as they do. */
    private ComputeResources amount(JsonNode spec) {
        ComputeResources together = ComputeResources.NONE;
        for (JsonNode container : spec.path("container")) {
            together = together.plus(namespace.request(container.path("resources")));
        }
        ComputeResources before = ComputeResources.NONE;
        for (JsonNode container : spec.path("init_container")) {
            before = before.or(namespace.request(container.path("resources")));
        }
        ComputeResources own = together.or(before);
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

    private static Set<String> tolerates(JsonNode spec) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode toleration : spec.path("toleration")) {
            String key = toleration.path("key").asText();
            keys.add(key.isEmpty() ? PodDemand.EVERYTHING : key);
        }
        return keys;
    }
}
