package dev.chatstack.config.placement;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.values.AnnotationKey;
import dev.chatstack.config.values.LabelValue;
import dev.chatstack.config.values.ResourceName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which pods run on which nodes. Agents that watch a node run on every node, whatever is said here. */
public record PlacementConfig(
        @About("pods of the chat, its jobs and backups; optional, by default on any node")
        Optional<PodsConfig> chat,

        @About("members of MongoDB; optional, by default on cloud.databaseNodes or any node")
        Optional<PodsConfig> database,

        @About("pods of monitoring, the mesh, ingress and the controllers; optional, by default on any node")
        Optional<PodsConfig> platform) {

    /** What Kubernetes must keep to when it chooses nodes for pods. */
    public record PodsConfig(
            @About("labels that a node must have") @Default("{}")
            Map<@AnnotationKey(message = MUST_BE_LABEL) String, @LabelValue String> nodeSelector,

            @About("taints of nodes that the pods tolerate") @Default("[]")
            List<TolerationConfig> tolerations,

            @Existing(Existing.Kind.PRIORITY_CLASS)
            @About("name of an existing PriorityClass; optional, by default the cluster's")
            Optional<@ResourceName String> priorityClassName,

            @About(
                    "how the pods spread, in addition to chatstack's own rules (over zones and nodes, where there is room); "
                            + "charts of other makers spread their pods automatically")
            @Default("[]")
            List<SpreadConfig> topologySpreadConstraints) {}

    /** A taint that pods tolerate. */
    public record TolerationConfig(
            @About("key of the taint") @AnnotationKey(message = MUST_BE_LABEL)
            String key,

            @About("Equal compares the value, Exists tolerates every value") @Default("Equal")
            Operator operator,

            @About("value of the taint; required with Equal")
            Optional<@LabelValue String> value,

            @About("effect of the taint; optional, by default every effect")
            Optional<Effect> effect) {
        /** How a toleration compares. */
        public enum Operator {
            /** The value must be the same. */
            Equal,
            /** Any value. */
            Exists
        }

        /** What a taint does to pods that do not tolerate it. */
        public enum Effect {
            /** They are not scheduled. */
            NoSchedule,
            /** They are scheduled elsewhere, where there is room. */
            PreferNoSchedule,
            /** They must leave. */
            NoExecute
        }
    }

    /** How pods of one workload spread. */
    public record SpreadConfig(
            @About("label of nodes: each of its values is a domain") @AnnotationKey(message = MUST_BE_LABEL)
            String topologyKey,

            @About("largest difference in the number of pods between two domains") @Default("1") @Min(1) @Max(100)
            int maxSkew,

            @About("ScheduleAnyway prefers, DoNotSchedule insists") @Default("ScheduleAnyway")
            WhenUnsatisfiable whenUnsatisfiable) {
        /** What happens to a pod that would spread worse. */
        public enum WhenUnsatisfiable {
            /** It runs nevertheless. */
            ScheduleAnyway,
            /** It waits. */
            DoNotSchedule
        }
    }

    private static final String MUST_BE_LABEL =
            "must be the key of a label such as kubernetes.io/arch: an optional DNS name and /, then at most 63 letters, digits, -, _ and .";
}
