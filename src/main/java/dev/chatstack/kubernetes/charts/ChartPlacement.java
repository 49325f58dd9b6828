package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.providers.helm.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which nodes the pods of charts run, by the values that {@code charts/images.yaml} names. Agents, which a chart runs on every node,
 * are left alone.
 */
public record ChartPlacement(
        Map<String, String> nodeSelector, List<Map<String, String>> tolerations, Optional<String> priorityClassName) {
    /** Lays it over the values of {@code release}, as a further file of values. */
    public void of(Release release) {
        String chart = release.getChartInput();
        JsonNode about = ChartImages.FILE.path(Versions.keyOf(chart.substring(chart.lastIndexOf('/') + 1)));
        if (!about.has("placement")) {
            return;
        }
        Values values = Values.none();
        for (JsonNode each : about.path("placement")) {
            String place = each.asText();
            if (!nodeSelector.isEmpty()) {
                values.set(place + "nodeSelector", nodeSelector);
            }
            if (!tolerations.isEmpty()) {
                values.set(place + "tolerations", tolerations);
            }
            values.set(about.path("priority").asText(place) + "priorityClassName", priorityClassName);
        }
        @Nullable List<String> before = release.getValuesInput();
        List<String> all = new ArrayList<>(before == null ? List.of("{}") : before);
        all.add(HelmRelease.yaml(values));
        release.setValues(all);
    }
}
