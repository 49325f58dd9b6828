package dev.chatstack.config.placement;

import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.placement.PlacementConfig.SpreadConfig;
import dev.chatstack.config.placement.PlacementConfig.TolerationConfig;
import dev.chatstack.config.placement.PlacementConfig.TolerationConfig.Operator;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When pods can run where the file wants them. */
public final class PlacementRules {
    private static final Set<String> OURS = Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

    private static final String MUST_BE_LEFT_OUT =
            "must be left out with chat.architecture: microservices, because Rocket.Chat's chart has no value for it";

    private PlacementRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(PlacementConfig.class).ifPresent(placement -> {
            Map<String, Optional<PlacementConfig.PodsConfig>> groups = new LinkedHashMap<>();
            groups.put("chat", placement.chat());
            groups.put("database", placement.database());
            groups.put("platform", placement.platform());
            groups.forEach((group, pods) -> pods.ifPresent(said -> {
                String path = "placement." + group;
                if (blocks.has(DockerConfig.class)) {
                    findings.warn(path, "has no effect on a Docker host, which is one machine; remove it");
                }
                tolerations(path + ".tolerations", said.tolerations(), findings);
                spread(path + ".topologySpreadConstraints", said.topologySpreadConstraints(), findings);
            }));
            chartKnowsIt(placement, blocks, findings);
            databaseIsHere(placement, blocks, findings);
        });
        databaseNodesAreUsed(blocks, findings);
    }

    private static void tolerations(String path, List<TolerationConfig> tolerations, Findings findings) {
        for (int i = 0; i < tolerations.size(); i++) {
            TolerationConfig toleration = tolerations.get(i);
            boolean compares = toleration.operator() == Operator.Equal;
            if (compares && toleration.value().isEmpty()) {
                findings.refuse(
                        path + "[" + i + "].value",
                        "is required with operator: Equal; or choose operator: Exists",
                        "nothing");
            } else if (!compares && toleration.value().isPresent()) {
                findings.refuse(
                        path + "[" + i + "].value",
                        "must be left out with operator: Exists",
                        toleration.value().get());
            }
        }
    }

    /** Kubernetes refuses the same constraint twice. */
    private static void spread(String path, List<SpreadConfig> constraints, Findings findings) {
        for (int i = 0; i < constraints.size(); i++) {
            SpreadConfig constraint = constraints.get(i);
            if (constraint.whenUnsatisfiable() == SpreadConfig.WhenUnsatisfiable.ScheduleAnyway
                    && OURS.contains(constraint.topologyKey())) {
                findings.refuse(
                        path + "[" + i + "].whenUnsatisfiable",
                        "must be DoNotSchedule, because chatstack itself spreads pods over " + constraint.topologyKey()
                                + " where there is room",
                        constraint.whenUnsatisfiable());
            }
        }
    }

    /** The templates of Rocket.Chat's chart have a node selector and tolerations, and nothing else of it. */
    private static void chartKnowsIt(PlacementConfig placement, Blocks blocks, Findings findings) {
        boolean isChart = blocks.find(RocketChatConfig.class)
                .filter(RocketChatConfig::isMicroservices)
                .isPresent();
        if (isChart) {
            placement.chat().ifPresent(chat -> {
                chat.priorityClassName()
                        .ifPresent(name -> findings.refuse(
                                "placement.chat.priorityClassName",
                                MUST_BE_LEFT_OUT
                                        + "; give all pods of the cluster a PriorityClass with globalDefault: true",
                                name));
                if (!chat.topologySpreadConstraints().isEmpty()) {
                    findings.refuse(
                            "placement.chat.topologySpreadConstraints",
                            MUST_BE_LEFT_OUT + "; pods spread over nodes and zones where there is room",
                            "a list");
                }
            });
        }
    }

    private static void databaseIsHere(PlacementConfig placement, Blocks blocks, Findings findings) {
        if (placement.database().isPresent() && isElsewhere(blocks)) {
            findings.refuse(
                    "placement.database", "must be left out with mongodb.external, which runs elsewhere", "a block");
        }
    }

    private static void databaseNodesAreUsed(Blocks blocks, Findings findings) {
        boolean isMade = blocks.find(CloudConfig.class)
                .flatMap(CloudConfig::databaseNodes)
                .isPresent();
        if (isMade && isElsewhere(blocks)) {
            findings.warn(
                    "cloud.databaseNodes",
                    "nothing runs on these nodes, because mongodb.external runs elsewhere; remove them");
        }
    }

    private static boolean isElsewhere(Blocks blocks) {
        return blocks.find(MongoDbConfig.class)
                .filter(database -> !database.isOurs())
                .isPresent();
    }
}
