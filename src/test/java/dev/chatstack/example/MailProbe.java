package dev.chatstack.example;

import dev.chatstack.config.chat.MailConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.HardenedDeployment;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Scale;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Greets the mail server that invitations go through as a client would, over and over, and sends nothing. */
public final class MailProbe extends Construct {
    static final String NAME = "mail-probe";

    private static final int PORT = 9115;

    /** User of the image. */
    private static final int USER = 65534;

    /** Defines it next to the chat; Prometheus runs in the namespace {@code monitoring}. */
    public MailProbe(Construct scope, Namespace namespace, MailConfig mail, String monitoring) {
        super(scope, NAME);
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.of(this, namespace, NAME, new ClusterService.Port("http", PORT, "http"));
        ConfigFiles modules = new ConfigFiles(
                this,
                namespace,
                NAME,
                Map.of("blackbox.yaml", ConfigFiles.resource("/example/mail-probe/blackbox.yaml")));
        HardenedDeployment deployment =
                new HardenedDeployment(this, namespace, Scale.fixed(1), pod(modules), HardenedDeployment.Rollout.SURGE);
        Order.after(deployment, modules);
        new NetworkRules(this, NAME, namespace)
                .allowFrom("prometheus", new Peer.Pods(monitoring, "prometheus"), PORT)
                .allowTo("mail", Peer.INTERNET, mail.port());
        new CustomResources(this, namespace, "mail-probe-target", List.of(target(namespace, mail)));
    }

    private static Pod pod(ConfigFiles modules) {
        return Pod.of(NAME, USER)
                .serviceAccount(NAME)
                .files("modules", modules)
                .container(Container.of(NAME, Versions.image("blackbox-exporter"), Resources.of("10m", "32Mi"))
                        .arguments("--config.file=/etc/blackbox/blackbox.yaml")
                        .port("http", PORT)
                        .mountReadOnly("modules", "/etc/blackbox")
                        .probes(Probes.of(
                                Probe.http("/-/healthy", "http", 2, 5, 12),
                                Probe.http("/-/healthy", "http", 10, 10, 6),
                                Probe.http("/-/healthy", "http", 5, 10, 3))));
    }

    private static Values target(Namespace namespace, MailConfig mail) {
        return Values.object("monitoring.coreos.com/v1", "Probe", NAME)
                .set("spec.jobName", NAME)
                .set("spec.module", "smtp")
                .set("spec.prober.url", NAME + "." + namespace.name() + ":" + PORT)
                .set("spec.targets.staticConfig.static", List.of(mail.host() + ":" + mail.port()));
    }
}
