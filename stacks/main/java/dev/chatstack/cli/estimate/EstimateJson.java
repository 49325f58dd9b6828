package dev.chatstack.cli.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.Outage;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.stacks.EnvironmentStacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An estimate for other programs: nodes, pods, what the check says of them, and the sums of the bill. */
public final class EstimateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EstimateJson() {}

    /** One object for each of {@code environments}, as {@link EstimateText#of}. */
    public static String of(List<Environment> environments, Path output, Optional<JsonNode> cluster) {
        List<Map<String, Object>> estimates = new ArrayList<>();
        for (Environment environment : environments) {
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            Cloud cloud = Clouds.of(environment);
            Capacity capacity = EstimateText.capacity(blueprint, cloud, cluster);
            estimates.add(estimate(capacity, Bill.of(cloud.bill(blueprint, capacity), capacity)));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(estimates);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an estimate that JSON cannot express", e);
        }
    }

    private static Map<String, Object> estimate(Capacity capacity, Bill bill) {
        Map<String, Object> estimate = new LinkedHashMap<>();
        estimate.put("environment", capacity.environment());
        estimate.put("unknown", capacity.unknown());
        estimate.put("smallest", capacity.smallest());
        estimate.put("largest", capacity.largest());
        estimate.put("daemons", capacity.daemons());
        estimate.put("services", capacity.services());
        estimate.put("mostServices", capacity.mostServices());
        estimate.put("tasks", capacity.tasks());
        if (capacity.isKnown()) {
            Assessment assessment = Assessment.of(capacity);
            estimate.put("atSmallest", assessment.atSmallest().verdict());
            estimate.put("atLargest", assessment.atLargest().verdict());
            estimate.put("atMost", assessment.atMost().verdict());
            estimate.put("worstTask", assessment.worstTask().stream().toList());
            estimate.put("nodeLost", assessment.nodeLost().pending());
            estimate.put("zoneLost", assessment.zoneLost().map(Outage::pending).orElse(List.of()));
        }
        estimate.put("usdAlways", bill.fixed());
        estimate.put("usdAtMost", bill.atMost());
        estimate.put("priceUnknown", bill.unknown());
        return estimate;
    }
}
