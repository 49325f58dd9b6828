package dev.chatstack.docker.programs;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.SecretPlaceholders;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.workload.rocketchat.RocketChat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.constructs.Construct;

/** The ingress on a Docker host: HTTPS, and people stay with the server they came to. {@code docker/haproxy.cfg} says how. */
public final class HaProxy extends Construct {
    private static final String NAME = "haproxy";
    private static final String FILES = "/usr/local/etc/haproxy";
    private static final String CERTIFICATE = "tls/chat.pem";
    private static final String KEPT = "/certificates";
    private static final String SERVERS = "    # SERVERS\n";

    /** User of the official image. */
    private static final int USER = 99;

    /** Defines the proxy before {@code replicas} servers of the chat, for people who come to {@code chatHost}. */
    public HaProxy(
            Construct scope,
            DockerHost host,
            Delivery delivery,
            ExposureConfig.HaProxy config,
            String chatHost,
            List<ITerraformDependable> replicas) {
        super(scope, NAME);
        Folder folder = delivery.folder(NAME, USER).file("haproxy.cfg", configuration(replicas.size()));
        Service proxy = Service.of(NAME, Versions.image("haproxy"), USER, new Service.Limits(256, 1))
                .env("PORT", String.valueOf(config.port()))
                // who probes the public address from inside finds it under its public name
                .on(Zone.FRONT)
                .on(Zone.BACK)
                .on(Zone.SCRAPED, chatHost)
                .scratch("/tmp", "1m")
                .publish(config.address(), config.port())
                .healthy(20, "CMD", "bash", "-c", alive(8405, "/alive"));
        if (config.isPlain()) {
            proxy.env(config.behindProxy() ? "BEHIND_PROXY" : "PLAIN_HTTP", "1");
        } else {
            certificate(folder, config, chatHost);
            config.acme()
                    .ifPresentOrElse(
                            acme -> acme(proxy, folder, delivery, acme, chatHost),
                            () -> proxy.env("CERTIFICATE", FILES + "/" + CERTIFICATE));
            proxy.env("REDIRECT_PORT", String.valueOf(config.redirectPort()))
                    .env("HTTPS_SUFFIX", config.port() == 443 ? "" : ":" + config.port())
                    .publish(config.address(), config.redirectPort());
        }
        delivery.deliver(folder);
        Service service = proxy.reads(folder, FILES);
        new HardenedService(this, host, service, List.of(delivery.resource(), replicas.get(0)));
    }

    /** Health check: asks with bash, the only client in the image. */
    static String alive(int port, String path) {
        return "exec 3<>/dev/tcp/127.0.0.1/%d && printf 'GET %s HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"
                .formatted(port, path);
    }

    /** The file, with a line for each of {@code replicas} servers. */
    static String configuration(int replicas) {
        String servers = IntStream.range(0, replicas)
                .mapToObj(number -> "    server %1$s %1$s:%2$d cookie %1$s\n"
                        .formatted(DockerRocketChat.NAME + "-" + number, RocketChat.HTTP_PORT))
                .collect(Collectors.joining());
        return ConfigFiles.resource("/docker/haproxy.cfg").replace(SERVERS, servers);
    }

    /** HAProxy itself gets the certificate; what it got it holds in memory, so a script keeps it. */
    private static void acme(
            Service proxy, Folder folder, Delivery delivery, ExposureConfig.AcmeConfig acme, String chatHost) {
        folder.file("acme.sh", ConfigFiles.resource("/docker/acme.sh"));
        proxy.entrypoint("bash", FILES + "/acme.sh")
                .command("haproxy", "-W", "-db", "-f", FILES + "/haproxy.cfg")
                .keeps(delivery.data("certificates", USER), KEPT)
                .env("ACME_SERVER", acme.server())
                .env("ACME_EMAIL", acme.email())
                .env("HOST", chatHost)
                .env("FIRST", FILES + "/" + CERTIFICATE)
                .env("CERTIFICATE", KEPT + "/chat.pem");
    }

    private static void certificate(Folder folder, ExposureConfig.HaProxy config, String chatHost) {
        config.certificate()
                .ifPresentOrElse(
                        secret -> folder.secret(CERTIFICATE, SecretPlaceholders.given(secret, "tls.crt"))
                                .secret(CERTIFICATE + ".key", SecretPlaceholders.given(secret, "tls.key")),
                        () -> folder.secret(CERTIFICATE, SecretPlaceholders.ownCertificate(chatHost))
                                .secret(CERTIFICATE + ".key", SecretPlaceholders.ownKey(chatHost)));
    }
}
