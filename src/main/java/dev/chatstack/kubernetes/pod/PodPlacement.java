package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.helm.release.Release;
import com.hashicorp.cdktf.providers.kubernetes.cron_job_v1.CronJobV1;
import com.hashicorp.cdktf.providers.kubernetes.deployment_v1.DeploymentV1;
import com.hashicorp.cdktf.providers.kubernetes.job_v1.JobV1;
import com.hashicorp.cdktf.providers.kubernetes.stateful_set_v1.StatefulSetV1;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.config.placement.PlacementConfig.PodsConfig;
import dev.chatstack.config.placement.PlacementConfig.SpreadConfig;
import dev.chatstack.config.placement.PlacementConfig.TolerationConfig;
import dev.chatstack.kubernetes.charts.ChartPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** On which nodes pods run: laid over everything that a stack has defined, so that no pod can be forgotten. */
public final class PodPlacement {
    private final Map<String, String> nodeSelector = new TreeMap<>();
    private final List<Map<String, String>> tolerations = new ArrayList<>();
    private final Optional<String> priorityClassName;
    private final List<SpreadConfig> spread;

    /** As the file says; without a word of it anywhere. */
    public PodPlacement(Optional<PodsConfig> said) {
        said.ifPresent(pods -> {
            nodeSelector.putAll(pods.nodeSelector());
            pods.tolerations().forEach(toleration -> tolerations.add(toleration(toleration)));
        });
        priorityClassName = said.flatMap(PodsConfig::priorityClassName);
        spread = said.map(PodsConfig::topologySpreadConstraints).orElse(List.of());
    }

    /** Only on the nodes that {@code taint} keeps for them, and that have it as their label. */
    public PodPlacement on(NodeTaint taint) {
        nodeSelector.put(taint.key(), taint.value());
        tolerations.add(equal(taint));
        return this;
    }

    /** Places what is defined below {@code scope} until now, as far as its path is {@code among} them; what it has already stays. */
    public void over(Construct scope, Predicate<String> among) {
        if (nodeSelector.isEmpty() && tolerations.isEmpty() && priorityClassName.isEmpty() && spread.isEmpty()) {
            return;
        }
        for (IConstruct construct : scope.getNode().findAll()) {
            if (!(construct instanceof TerraformResource)
                    || !among.test(construct.getNode().getPath())) {
                continue;
            }
            switch (construct) {
                case DeploymentV1 pods -> {
                    place(pods, "spec.template.spec");
                    spread(pods, pods.getMetadata().getNameInput());
                }
                case StatefulSetV1 pods -> {
                    place(pods, "spec.template.spec");
                    spread(pods, pods.getMetadata().getNameInput());
                }
                case JobV1 pods -> place(pods, "spec.template.spec");
                case CronJobV1 pods -> place(pods, "spec.job_template.spec.template.spec");
                case Release release -> new ChartPlacement(nodeSelector, tolerations, priorityClassName).of(release);
                default -> {} // has no pods
            }
        }
    }

    private void place(TerraformResource pods, String spec) {
        if (!nodeSelector.isEmpty()) {
            pods.addOverride(spec + ".node_selector", nodeSelector);
        }
        if (!tolerations.isEmpty()) {
            pods.addOverride(spec + ".toleration", tolerations);
        }
        priorityClassName.ifPresent(name -> pods.addOverride(spec + ".priority_class_name", name));
    }

    private void spread(TerraformResource pods, String workload) {
        if (!spread.isEmpty()) {
            pods.addOverride(
                    "spec.template.spec.topology_spread_constraint",
                    spread.stream()
                            .map(each -> Map.of(
                                    "topology_key",
                                    each.topologyKey(),
                                    "max_skew",
                                    each.maxSkew(),
                                    "when_unsatisfiable",
                                    each.whenUnsatisfiable().name(),
                                    "label_selector",
                                    List.of(Map.of("match_labels", Map.of(Pod.NAME_LABEL, workload)))))
                            .toList());
        }
    }

    private static Map<String, String> equal(NodeTaint taint) {
        return new TreeMap<>(
                Map.of("key", taint.key(), "operator", "Equal", "value", taint.value(), "effect", "NoSchedule"));
    }

    private static Map<String, String> toleration(TolerationConfig said) {
        Map<String, String> toleration = new TreeMap<>(
                Map.of("key", said.key(), "operator", said.operator().name()));
        said.value().ifPresent(value -> toleration.put("value", value));
        said.effect().ifPresent(effect -> toleration.put("effect", effect.name()));
        return toleration;
    }
}
