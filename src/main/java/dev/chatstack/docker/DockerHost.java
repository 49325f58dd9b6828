package dev.chatstack.docker;

import static java.util.Objects.requireNonNull;

import com.hashicorp.cdktf.providers.docker.image.Image;
import com.hashicorp.cdktf.providers.docker.network.Network;
import com.hashicorp.cdktf.providers.docker.provider.DockerProvider;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.kubernetes.Outside;
import dev.chatstack.kubernetes.charts.ImageSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.constructs.Construct;

/** One machine with Docker: its engine, the networks between the containers, the images they are made of. */
public final class DockerHost extends Construct {
    private final String environment;
    private final DockerConfig config;
    private final Map<Zone, Network> networks = new EnumMap<>(Zone.class);
    private final Map<String, Image> images = new TreeMap<>();
    private final Outside outside;
    private final ImageSource source;

    /** Defines the host of {@code environment}, whose name every container, volume and network begins with. */
    public DockerHost(Construct scope, String environment, DockerConfig config, EngineAddress engine) {
        super(scope, "host");
        this.environment = environment;
        this.config = config;
        this.outside = Outside.of(this);
        this.source = outside.images();
        DockerProvider.Builder builder =
                DockerProvider.Builder.create(this, "docker").host(engine.url());
        if (!engine.sshOptions().isEmpty()) {
            builder.sshOpts(engine.sshOptions());
        }
        DockerProvider provider = builder.build();
        if (!source.registries().isEmpty()) {
            signIn(provider);
        }
        for (Zone zone : Zone.values()) {
            String name = zone.name().toLowerCase(Locale.ROOT);
            networks.put(
                    zone,
                    Network.Builder.create(this, name)
                            .name(named(name))
                            .internal(!zone.leadsOut)
                            .build());
        }
    }

    /**
     * Where its engine is.
     *
     * @param url a socket of this machine, or ssh://user@machine
     * @param sshOptions what ssh is told besides
     */
    public record EngineAddress(String url, List<String> sshOptions) {}

    /**
     * Which containers reach each other. On one network everybody reaches every port of everybody, so a program that is on two listens on
     * one of them only where the other's containers have no business with it.
     */
    public enum Zone {
        /** The chat's way to the outside, both ways; only a published port lets anybody in. */
        FRONT(true),
        /** The chat and its database. */
        BACK(false),
        /** What has numbers, and Prometheus, which comes for them. */
        SCRAPED(false),
        /** What sends traces, and Alloy, which takes them. */
        TRACED(false),
        /** Monitoring itself: a program in this network can silence an alert and read every log. */
        MONITORING(false),
        /** Monitoring's way to the outside, both ways. */
        ALERTS(true),
        /** Alloy, and what stands between it and the engine. */
        ENGINE(false);

        private final boolean leadsOut;

        Zone(boolean leadsOut) {
            this.leadsOut = leadsOut;
        }
    }

    /** The name on this machine of what the environment calls {@code name}. */
    public String named(String name) {
        return environment + "-" + name;
    }

    /** Path of the engine's socket on the machine. */
    public String socket() {
        return config.socket();
    }

    /** Folder on the machine with what people keep secret. */
    String secrets() {
        return config.secrets();
    }

    /** Whether what goes to the internet takes a proxy. */
    public boolean hasProxy() {
        return outside.proxy().isPresent();
    }

    /** Gives {@code service} what lies around the environment; one without a network speaks to nobody. */
    void surround(Service service) {
        if (!service.networks.isEmpty()) {
            boolean leadsOut = service.networks.keySet().stream().anyMatch(zone -> zone.leadsOut);
            service.env(leadsOut ? outside.variablesOutward() : outside.variables());
            outside.caBundle()
                    .flatMap(CaBundleConfig::secret)
                    .ifPresent(folder -> service.looksAt(secrets() + "/" + folder, CaBundleConfig.FOLDER));
        }
    }

    String network(Zone zone) {
        return requireNonNull(networks.get(zone)).getName();
    }

    /**
     * The engine gets the sign-in of a registry with each pull, from the file that {@code docker login} writes on the machine that
     * deploys. Without that file, which the plug-in would miss, it pulls as nobody.
     */
    private void signIn(DockerProvider provider) {
        provider.addOverride(
                "dynamic",
                Map.of(
                        "registry_auth",
                        new TreeMap<>(Map.of(
                                "for_each",
                                "${fileexists(pathexpand(\"~/.docker/config.json\")) ? "
                                        + source.registries().stream()
                                                .map(registry -> "\"" + registry + "\"")
                                                .collect(Collectors.joining(", ", "[", "]"))
                                        + " : []}",
                                "content",
                                Map.of("address", "${registry_auth.value}")))));
    }

    /** The image {@code reference}, pulled once; it stays when the environment is destroyed. */
    String image(String reference) {
        return images.computeIfAbsent(source.of(reference), name -> Image.Builder.create(
                                this, "image-" + name.replaceAll(".*/|:.*", "").replace('.', '-'))
                        .name(name)
                        .keepLocally(true)
                        .build())
                .getImageId();
    }
}
