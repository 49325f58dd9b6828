package dev.chatstack.workload.website;

import dev.chatstack.config.chat.WebsiteConfig;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.constructs.Construct;

/** A website of static files, on two pods; another content replaces them one by one. */
public final class Website extends Construct {
    private static final String NAME = "website";

    /** A path that answers 200 as long as a pod serves. */
    public static final String HEALTH = "/alive";

    /** Port of the pods; people use 80, which only root may listen on. */
    public static final int PORT = 8080;

    /** User of the unprivileged image. */
    private static final int USER = 101;

    /** Time until the proxy has forgotten the pod, in seconds. */
    private static final int DRAIN_SECONDS = 10;

    private static final String CONTENT = "content";
    private static final String FOLDER = "/website";

    /** Room for an image's content on the node's disk. */
    private static final String LARGEST = "1Gi";

    /**
     * Defines the website as {@code config} asks for.
     *
     * @param beside where the folder of {@code config} is seen from
     * @param gateway the pods through which people reach it
     */
    public Website(Construct scope, Namespace namespace, WebsiteConfig config, Path beside, Peer gateway) {
        super(scope, NAME);
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.of(this, namespace, NAME, new ClusterService.Port("http", 80, "http", PORT));
        ConfigFiles server = ConfigFiles.of(this, namespace, "website-server", "/website", List.of("nginx.conf"));
        Pod pod = pod();
        List<Construct> before = new ArrayList<>();
        config.image().ifPresent(image -> fromImage(pod, image));
        config.existingClaim().ifPresent(claim -> fromClaim(pod, claim));
        if (config.isInFolder()) {
            ConfigFiles content =
                    new ConfigFiles(this, namespace, "website-content", files(beside.resolve(config.folder())));
            pod.files(CONTENT, content);
            before.add(content);
        }
        pod.files("server", server);
        before.add(server);
        HardenedDeployment deployment =
                new HardenedDeployment(this, namespace, Scale.fixed(2), pod, HardenedDeployment.Rollout.SURGE);
        Order.after(deployment, before);
        new NetworkRules(this, NAME, namespace).allowFrom("gateway", gateway, PORT);
    }

    /** Where requests for its host name go. */
    public static HostIngress.Target target() {
        return new HostIngress.Target(NAME, 80);
    }

    /** The image needs no server: its files are served as those of a folder are, with the same headers. */
    private static void fromImage(Pod pod, String image) {
        pod.volume(Volume.scratch(CONTENT, LARGEST))
                .initContainer(Container.of(CONTENT, image, Resources.of("10m", "64Mi"))
                        .command("cp", "-r", FOLDER + "/.", "/" + CONTENT)
                        .mount(CONTENT, "/" + CONTENT));
    }

    /** The files are others', who write them while they are served: their owner stays who it is. */
    private static void fromClaim(Pod pod, String claim) {
        pod.inGroup(USER).volume(new Volume.FromClaim(CONTENT, claim));
    }

    private static Pod pod() {
        return Pod.of(NAME, USER)
                .serviceAccount(NAME)
                .volume(Volume.scratch("tmp", "64Mi"))
                .container(Container.of("nginx", Versions.image("nginx"), Resources.of("10m", "64Mi"))
                        .command("nginx", "-c", "/etc/website/nginx.conf", "-g", "daemon off;")
                        .port("http", PORT)
                        .mount("tmp", "/tmp")
                        .mountReadOnly(CONTENT, FOLDER)
                        .mountReadOnly("server", "/etc/website")
                        .preStop("sleep", String.valueOf(DRAIN_SECONDS))
                        .probes(Probes.of(
                                Probe.http(HEALTH, "http", 2, 2, 30),
                                Probe.http(HEALTH, "http", 15, 5, 4),
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
