package dev.chatstack.platform.monitoring;

import dev.chatstack.config.monitoring.ExistingPrometheusConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.network.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * What a Prometheus that the cluster has gets to know of an environment: rules, monitors and dashboards as it selects them, the prober of
 * the public address, and agents where logs or traces go to a store.
 */
public final class ExistingMonitoring extends Construct {
    /**
     * Defines it in {@code namespace}.
     *
     * @param prometheus what asks for metrics
     */
    public ExistingMonitoring(
            Construct scope,
            Namespace namespace,
            MonitoringConfig config,
            Peer prometheus,
            Monitoring.WatchedEnvironment environment) {
        super(scope, "monitoring");
        ExistingPrometheusConfig theirs = config.existing().orElseThrow();
        environment
                .dashboards(config)
                .forEach(name -> new ConfigFiles(
                        this,
                        namespace,
                        "dashboard-" + name,
                        ConfigFiles.resources("/monitoring/dashboards", List.of(name + ".json")),
                        theirs.labelsOfDashboards()));
        new Prober(this, namespace, prometheus, environment.chat());
        Optional<Agent> agent = Stream.of(config.logsTo(), config.tracesTo())
                .flatMap(Optional::stream)
                .findFirst()
                .map(store -> new Agent(this, namespace, config, prometheus));
        agent.ifPresent(there ->
                Order.afterAllOf(there.release(), MonitoringRights.ofAgents(new Construct(this, "rights"), namespace)));
        List<Values> objects = new ArrayList<>(environment.rules().manifests());
        objects.add(PodMonitor.of(Prober.NAME, "http").manifest());
        agent.ifPresent(
                there -> objects.add(PodMonitor.of(Agent.NAME, "http-metrics").manifest()));
        environment.targets().forEach(target -> objects.add(target.manifest()));
        if (!theirs.labels().isEmpty()) {
            objects.forEach(object -> object.set("metadata.labels", theirs.labels()));
        }
        CustomResources watched = new CustomResources(this, namespace, "monitoring-rules", objects);
        agent.ifPresent(there -> Order.after(watched, there.release()));
    }
}
