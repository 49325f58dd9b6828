package dev.chatstack.workload.website;

import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.HardenedDeployment;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Scale;
import dev.chatstack.kubernetes.pod.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.constructs.Construct;

/** A website of a few static files, on two pods; another content replaces them one by one. */
public final class Website extends Construct {
    private static final String NAME = "website";

    /** Port of the pods; people use 80, which only root may listen on. */
    private static final int PORT = 8080;

    /** User of the unprivileged image. */
    private static final int USER = 101;

    /** Time until the proxy has forgotten the pod, in seconds. */
    private static final int DRAIN_SECONDS = 10;

    /** Defines the website with the files of {@code folder}; {@code gateway} are the pods through which people reach it. */
    public Website(Construct scope, Namespace namespace, Path folder, Peer gateway) {
        super(scope, NAME);
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.of(this, namespace, NAME, new ClusterService.Port("http", 80, "http", PORT));
        ConfigFiles content = new ConfigFiles(this, namespace, "website-content", files(folder));
        ConfigFiles server = ConfigFiles.of(this, namespace, "website-server", "/website", List.of("nginx.conf"));
        HardenedDeployment deployment = new HardenedDeployment(
                this, namespace, Scale.fixed(2), pod(content, server), HardenedDeployment.Rollout.SURGE);
        Order.after(deployment, content, server);
        new NetworkRules(this, NAME, namespace).allowFrom("gateway", gateway, PORT);
    }

    /** Where requests for its host name go. */
    public static HostIngress.Target target() {
        return new HostIngress.Target(NAME, 80);
    }

    private static Pod pod(ConfigFiles content, ConfigFiles server) {
        return Pod.of(NAME, USER)
                .serviceAccount(NAME)
                .volume(Volume.scratch("tmp", "64Mi"))
                .files("content", content)
                .files("server", server)
                .container(Container.of("nginx", Versions.image("nginx"), Resources.of("10m", "64Mi"))
                        .command("nginx", "-c", "/etc/website/nginx.conf", "-g", "daemon off;")
                        .port("http", PORT)
                        .mount("tmp", "/tmp")
                        .mountReadOnly("content", "/website")
                        .mountReadOnly("server", "/etc/website")
                        .preStop("sleep", String.valueOf(DRAIN_SECONDS))
                        .probes(Probes.of(
                                Probe.http("/alive", "http", 2, 2, 30),
                                Probe.http("/alive", "http", 15, 5, 4),
                                Probe.http("/", "http", 5, 5, 2))));
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return files;
    }
}
