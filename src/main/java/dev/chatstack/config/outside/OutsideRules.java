package dev.chatstack.config.outside;

import dev.chatstack.config.Destination;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;

/** What of the blocks about an organisation's surroundings contradicts itself or the place. */
public final class OutsideRules {
    private OutsideRules() {}

    public static void check(Blocks blocks, Findings findings) {
        ImagesRules.check(blocks, findings);
        blocks.find(CaBundleConfig.class).ifPresent(bundle -> {
            if (bundle.secret().isPresent() == bundle.configMap().isPresent()) {
                findings.refuse(
                        "caBundle",
                        "must set either secret or configMap, where the certificates are",
                        bundle.secret().isPresent() ? "both" : "neither");
            }
            if (blocks.has(DockerConfig.class)) {
                onDocker(bundle, findings);
            }
        });
        blocks.find(ExternalMongoDbConfig.class)
                .filter(mongodb -> blocks.has(DockerConfig.class))
                .flatMap(ExternalMongoDbConfig::clientCertificate)
                .ifPresent(secret -> findings.refuse(
                        "mongodb.external.clientCertificate",
                        "must be left out on a Docker host, where containers get no certificate for MongoDB",
                        secret));
        blocks.find(ProxyConfig.class).ifPresent(proxy -> proxy(proxy, blocks, findings));
    }

    private static void proxy(ProxyConfig proxy, Blocks blocks, Findings findings) {
        boolean onDocker = blocks.has(DockerConfig.class);
        if (onDocker) {
            proxy.passwordSecret()
                    .ifPresent(secret -> findings.refuse(
                            "proxy.passwordSecret",
                            "must be left out on a Docker host, where everybody who asks the engine reads the"
                                    + " variables of containers",
                            secret));
            if (proxy.prober()) {
                findings.refuse("proxy.prober", "must be left out on a Docker host, whose prober asks directly", true);
            }
        }
        Destination server = Destination.of("proxy", "proxy.url", proxy.url());
        if (!onDocker
                && proxy.networks().isEmpty()
                && !server.isAddress()
                && server.namespace().isEmpty()) {
            findings.refuse(
                    "proxy.networks",
                    "must name the networks of the proxy's addresses, because network rules know no host names such as "
                            + server.host(),
                    "[]");
        }
    }

    private static void onDocker(CaBundleConfig bundle, Findings findings) {
        bundle.configMap()
                .ifPresent(name -> findings.refuse(
                        "caBundle.configMap",
                        "must be left out on a Docker host: set caBundle.secret to the name of a folder in"
                                + " cloud.secrets",
                        name));
        if (!bundle.key().equals(CaBundleConfig.FILE)) {
            findings.refuse(
                    "caBundle.key",
                    "must be left out on a Docker host: the file is called " + CaBundleConfig.FILE,
                    bundle.key());
        }
    }
}
