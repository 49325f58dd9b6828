package dev.chatstack.docker;

import static java.util.Objects.requireNonNull;

import com.hashicorp.cdktf.providers.docker.image.Image;
import com.hashicorp.cdktf.providers.docker.network.Network;
import com.hashicorp.cdktf.providers.docker.provider.DockerProvider;
import dev.chatstack.config.cloud.DockerConfig;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** One machine with Docker: its engine, the networks between the containers, the images they are made of. */
public final class DockerHost extends Construct {
    private final String environment;
    private final DockerConfig config;
    private final Map<Zone, Network> networks = new EnumMap<>(Zone.class);
    private final Map<String, Image> images = new TreeMap<>();

    /** Defines the host of {@code environment}, whose name every container, volume and network begins with. */
    public DockerHost(Construct scope, String environment, DockerConfig config, EngineAddress engine) {
        super(scope, "host");
        this.environment = environment;
        this.config = config;
        DockerProvider.Builder provider =
                DockerProvider.Builder.create(this, "docker").host(engine.url());
        if (!engine.sshOptions().isEmpty()) {
            provider.sshOpts(engine.sshOptions());
        }
        provider.build();
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
        /** Monitoring itself: whoever is here can silence an alert and read every log. */
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

    String network(Zone zone) {
        return requireNonNull(networks.get(zone)).getName();
    }

    /** The image {@code reference}, pulled once; it stays when the environment is destroyed. */
    String image(String reference) {
        return images.computeIfAbsent(reference, name -> Image.Builder.create(
                                this, "image-" + name.replaceAll(".*/|:.*", "").replace('.', '-'))
                        .name(name)
                        .keepLocally(true)
                        .build())
                .getImageId();
    }
}
