package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.HardenedDeployment;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Scale;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Opens the chat's public address as a browser would, over and over. */
public final class Prober extends Construct {
    /** Name of the Deployment and the Service. */
    public static final String NAME = "blackbox-exporter";

    /** Port of the Service. */
    public static final int PORT = 9115;

    /** Lets it call the public address of {@code chat}, and where that sends people on. */
    Prober(Construct scope, Namespace namespace, Peer prometheus, Monitoring.WatchedChat chat) {
        super(scope, NAME);
        ClusterService.of(this, namespace, NAME, new ClusterService.Port("http", PORT, "http"));
        boolean proxied = namespace
                .outside()
                .proxy()
                .filter(proxy -> proxy.config().prober())
                .isPresent();
        Map<String, String> files = ConfigFiles.resources("/monitoring/blackbox", List.of("blackbox.yaml"));
        if (proxied) {
            files.replaceAll((name, text) ->
                    text.replace("      method: GET\n", "      method: GET\n      proxy_from_environment: true\n"));
        }
        ConfigFiles file = new ConfigFiles(this, namespace, NAME, files);
        Pod pod = Pod.of(NAME, Pod.NOBODY)
                .files("config", file)
                .container(
                        Container.of(NAME, Versions.image("blackbox-exporter"), Container.Resources.of("20m", "64Mi"))
                                .arguments("--config.file=/etc/blackbox/blackbox.yaml")
                                .port("http", PORT)
                                .mountReadOnly("config", "/etc/blackbox")
                                .probes(Probes.of(
                                        Probe.http("/-/healthy", "http", 2, 5, 12),
                                        Probe.http("/config", "http", 10, 10, 6),
                                        Probe.http("/-/healthy", "http", 5, 10, 3))));
        if (proxied) {
            pod.speaksOutside();
        }
        new HardenedDeployment(this, namespace, Scale.fixed(1), pod, HardenedDeployment.Rollout.SURGE);
        Integer[] ports = chat.ports();
        NetworkRules rules = new NetworkRules(this, NAME, namespace)
                .allowFrom("prometheus", prometheus, PORT)
                // the chat's public address, which may be private
                .allowTo("chat", Peer.ANYONE, ports);
        chat.wayIn().ifPresent(pods -> rules.allowTo("way-in", pods));
        if (proxied) {
            rules.allowByHttp("chat-by-proxy", Peer.ANYONE, ports);
        }
    }
}
