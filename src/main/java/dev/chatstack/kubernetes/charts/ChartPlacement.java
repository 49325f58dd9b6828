package dev.chatstack.kubernetes.charts;

import com.hashicorp.cdktf.providers.helm.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On which nodes the pods of charts run. Agents, which a chart runs on every node, are left alone. */
public record ChartPlacement(
        Map<String, String> nodeSelector, List<Map<String, String>> tolerations, Optional<String> priorityClassName) {
    /** Where charts take it: in front of {@code nodeSelector} and the others. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "istiod", List.of(""),
            "gateway", List.of(""),
            "aws-load-balancer-controller", List.of(""),
            "cluster-autoscaler", List.of(""),
            "ingress-azure", List.of(""),
            "kube-prometheus-stack",
                    List.of(
                            "prometheus.prometheusSpec.",
                            "alertmanager.alertmanagerSpec.",
                            "prometheusOperator.",
                            "prometheusOperator.admissionWebhooks.patch.",
                            "kube-state-metrics.",
                            "grafana."));

    /** Lays it over the values of {@code release}, as a further file of values. */
    public void of(Release release) {
        String chart = release.getChartInput();
        List<String> places = PLACES.get(chart.substring(chart.lastIndexOf('/') + 1));
        if (places == null) {
            return;
        }
        Values values = Values.none();
        for (String place : places) {
            if (!nodeSelector.isEmpty()) {
                values.set(place + "nodeSelector", nodeSelector);
            }
            if (!tolerations.isEmpty()) {
                values.set(place + "tolerations", tolerations);
            }
            // istiod alone has one for all of Istio
            values.set(
                    chart.endsWith("istiod") ? "global.priorityClassName" : place + "priorityClassName",
                    priorityClassName);
        }
        @Nullable List<String> before = release.getValuesInput();
        List<String> all = new ArrayList<>(before == null ? List.of("{}") : before);
        all.add(HelmRelease.yaml(values));
        release.setValues(all);
    }
}
