package dev.chatstack.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.docker.programs.DockerMongoDb;
import dev.chatstack.docker.programs.DockerMonitoring;
import dev.chatstack.docker.programs.HourlyBackup;
import dev.chatstack.live.Answer;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Inside;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.Outside;
import dev.chatstack.load.Conversation;
import dev.chatstack.load.LoadPlan;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.verify.cluster.ContainersRun;
import dev.chatstack.verify.cluster.DatabaseRefuses;
import dev.chatstack.verify.cluster.JobSucceeded;
import dev.chatstack.verify.cluster.NoRestarts;
import dev.chatstack.verify.cluster.NodesAsEstimated;
import dev.chatstack.verify.cluster.PodsReady;
import dev.chatstack.verify.cluster.ReplicaSetMembers;
import dev.chatstack.verify.cluster.RestoreProven;
import dev.chatstack.verify.cluster.WorkloadsComplete;
import dev.chatstack.verify.outside.AlertDelivered;
import dev.chatstack.verify.outside.CertificateLasts;
import dev.chatstack.verify.outside.ChatAnswers;
import dev.chatstack.verify.outside.DnsPoints;
import dev.chatstack.verify.outside.MessagesTravel;
import dev.chatstack.verify.outside.MetricAge;
import dev.chatstack.verify.outside.NoAlertFires;
import dev.chatstack.verify.outside.PrometheusApi;
import dev.chatstack.verify.outside.TargetsUp;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;

/**
 * The checks of an environment.
 *
 * @param blueprint its stacks
 * @param more what changes something for a moment
 */
public record Checks(Environment environment, Blueprint blueprint, More more, Clock clock) {
    /**
     * Checks that change something for a moment.
     *
     * @param alert whether a test alert is sent
     * @param administrator who makes and removes test users, who write to each other; empty when none are made
     * @param password of the administrator
     * @param drill whether a server, the database's primary and a node are broken while test users chat
     */
    public record More(boolean alert, Optional<String> administrator, String password, boolean drill) {
        /** None of them. */
        public static final More NONE = new More(false, Optional.empty(), "", false);
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int LOOKS = 24;

    /** As the alert says: a test a week, and a day of grace. */
    private static final Duration PROVEN = Duration.ofDays(8);

    /** Signed records are examined every six hours; one time may be missed. */
    private static final Duration EXAMINED = Duration.ofHours(13);

    /** Those of an environment in {@code cluster}. */
    public List<Check> in(LiveCluster cluster) {
        String name = environment.name();
        String chat = environment.config().chat().namespace();
        List<Check> checks = new ArrayList<>();
        for (String namespace : blueprint.namespacesWithPods()) {
            checks.add(new PodsReady(cluster, name, namespace));
            checks.add(new NoRestarts(cluster, name, namespace, clock));
        }
        checks.add(new WorkloadsComplete(cluster, name, blueprint));
        checks.add(new NodesAsEstimated(
                cluster, name, Capacity.of(blueprint, Clouds.of(environment).nodes())));
        if (environment.config().mongodb().isOurs()) {
            checks.add(new ReplicaSetMembers(name, members(cluster, chat)));
            jobs(cluster, chat, checks);
        }
        if (environment.config().monitoring().isPresent()) {
            Inside prometheus = pod(cluster, "prometheus");
            if (hasOwnPrometheus()) {
                monitoring(
                        new PrometheusApi(prometheus, PrometheusApi.IN_CLUSTER), pod(cluster, "alertmanager"), checks);
            }
            if (hasOwnPrometheus() && environment.config().mongodb().isOurs()) {
                String set = ChatProduct.of(environment).name() + "-mongo";
                checks.add(new DatabaseRefuses(prometheus, set + "-0." + set + "." + chat + ".svc"));
            }
        }
        outside(() -> balancers(cluster), new Outside(List.of()), checks);
        drills().ifPresent(drills -> checks.addAll(
                drills.in(cluster, environment.config().mongodb().isOurs() ? members(cluster, chat) : Map.of())));
        return checks;
    }

    /** Those of an environment on {@code host}. */
    public List<Check> on(DockerHost host) {
        String name = environment.name();
        List<Check> checks = new ArrayList<>();
        ContainersRun containers = new ContainersRun(host, name, blueprint, clock);
        checks.add(containers);
        Map<String, Inside> members = new LinkedHashMap<>();
        boolean ours = environment.config().mongodb().isOurs();
        for (int i = 0; ours && i < environment.config().mongodb().members(); i++) {
            String member = name + "-" + DockerMongoDb.NAME + "-" + i;
            members.put(member, words -> exec(host, member, words));
        }
        if (ours) {
            checks.add(new ReplicaSetMembers(name, members));
            checks.add(new RestoreProven(
                    name,
                    words -> exec(
                            host,
                            name + "-" + HourlyBackup.NAME,
                            Stream.concat(
                                            Stream.of("bash", HourlyBackup.FILES + "/with-secrets.sh", "bash"),
                                            Stream.of(words).map(HourlyBackup.SCRIPTS::concat))
                                    .toArray(String[]::new))));
        }
        if (environment.config().monitoring().isPresent()) {
            PrometheusApi prometheus =
                    new PrometheusApi(words -> exec(host, name + "-prometheus", words), DockerMonitoring.PROMETHEUS);
            monitoring(prometheus, words -> exec(host, name + "-alertmanager", words), checks);
            if (ours) {
                backups(prometheus, checks);
            }
        }
        boolean here = environment.config().chat().host().endsWith(".localhost");
        outside(List::of, new Outside(here ? toThisMachine() : List.of()), checks);
        drills().ifPresent(drills -> checks.addAll(drills.on(host, members, containers)));
        return checks;
    }

    private void backups(PrometheusApi api, List<Check> checks) {
        checks.add(new MetricAge(
                api,
                "backup:last_success:timestamp_seconds",
                new Recency("the newest backup is recent", promised(), runbook("BackupOlderThanRpo"), clock)));
        checks.add(new MetricAge(
                api,
                "restore_test:last_success:timestamp_seconds",
                new Recency("a backup was restored on trial", PROVEN, runbook("RestoreTestOld"), clock)));
    }

    private Optional<Drills> drills() {
        LoadPlan plan = LoadPlan.conversation(url());
        return more.administrator()
                .filter(name -> more.drill())
                .map(name ->
                        new Drills(environment, () -> Conversation.begin(plan, name, more.password()), BETWEEN_LOOKS));
    }

    /** No name server knows such a name, and the certificate is one that the machine made itself. */
    private List<String> toThisMachine() {
        URI url = URI.create(url());
        return List.of("-k", "--resolve", url.getHost() + ":" + port(url) + ":127.0.0.1");
    }

    private static Answer exec(DockerHost host, String container, String... words) {
        return host.ask(
                Stream.concat(Stream.of("exec", container), Stream.of(words)).toArray(String[]::new));
    }

    /** One of others has targets and alerts of others, too: they look after it. */
    private boolean hasOwnPrometheus() {
        return environment
                .config()
                .monitoring()
                .flatMap(MonitoringConfig::existing)
                .isEmpty();
    }

    private Map<String, Inside> members(LiveCluster cluster, String namespace) {
        Map<String, Inside> members = new LinkedHashMap<>();
        for (int i = 0; i < environment.config().mongodb().members(); i++) {
            String pod = ChatProduct.of(environment).name() + "-mongo-" + i;
            members.put(pod, words -> exec(cluster, namespace, pod, "mongod", words));
        }
        return members;
    }

    private void jobs(LiveCluster cluster, String namespace, List<Check> checks) {
        for (Resource job : blueprint.all("kubernetes_cron_job_v1")) {
            if (job.name().endsWith("backup") && job.namespace().equals(namespace)) {
                checks.add(new JobSucceeded(
                        cluster,
                        namespace,
                        job.name(),
                        new Recency(
                                "the newest backup (" + job.name() + ") is recent",
                                promised(),
                                runbook("BackupOlderThanRpo"),
                                clock)));
            } else if (job.name().endsWith("restore-test")) {
                checks.add(new JobSucceeded(
                        cluster,
                        namespace,
                        job.name(),
                        new Recency("a backup was restored on trial", PROVEN, runbook("RestoreTestOld"), clock)));
            } else if (job.name().endsWith("mongodb-proofs")) {
                checks.add(new JobSucceeded(
                        cluster,
                        namespace,
                        job.name(),
                        new Recency("a signed record proves a restore", EXAMINED, runbook("RestoreNotProven"), clock)));
            }
        }
    }

    /** As long as the alert waits: the schedule's longest gap, and half of it, two hours at most. */
    private Duration promised() {
        long gap = environment.config().backup().longestGapSeconds();
        return Duration.ofSeconds(gap + Math.min(gap, 14_400) / 2);
    }

    private void monitoring(PrometheusApi api, Inside alertmanager, List<Check> checks) {
        checks.add(new TargetsUp(api, environment.name()));
        checks.add(new NoAlertFires(api, environment.name()));
        if (more.alert()) {
            checks.add(new AlertDelivered(alertmanager, environment.name(), BETWEEN_LOOKS, LOOKS));
        }
    }

    /** The container {@code name} of the first pod that the operator has made for it. */
    private Inside pod(LiveCluster cluster, String name) {
        String monitoring = monitoring();
        return words -> cluster.all("pods", monitoring)
                .filter(pod -> pod.at("/metadata/labels/app.kubernetes.io~1name")
                        .asText()
                        .equals(name))
                .map(pod -> pod.at("/metadata/name").asText())
                .findFirst()
                .map(pod -> exec(cluster, monitoring, pod, name, words))
                .orElse(new Answer(-1, "", "there is no pod of " + name + " in " + monitoring));
    }

    private String monitoring() {
        return environment.config().monitoringNamespace();
    }

    private static Answer exec(LiveCluster cluster, String namespace, String pod, String container, String... words) {
        return cluster.kubectl()
                .ask(Stream.concat(Stream.of("-n", namespace, "exec", pod, "-c", container, "--"), Stream.of(words))
                        .toArray(String[]::new));
    }

    private void outside(Supplier<List<String>> balancers, Outside outside, List<Check> checks) {
        String host = environment.config().chat().host();
        URI url = URI.create(url());
        if (!host.endsWith(".localhost")) {
            checks.add(new DnsPoints(host, balancers));
            if (url.getScheme().equals("https")) {
                checks.add(new CertificateLasts(
                        environment.name(),
                        url.getHost(),
                        InetSocketAddress.createUnresolved(url.getHost(), port(url)),
                        trust(),
                        clock));
            }
        }
        checks.add(new ChatAnswers(
                environment.name(), url + path(environment.config().chat()), outside));
        more.administrator()
                .ifPresent(name -> checks.add(new MessagesTravel(environment.name(), url, name, more.password())));
    }

    private String url() {
        ChatConfig chat = environment.config().chat();
        return chat.exposure().url(chat.host());
    }

    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    }

    private static String path(ChatConfig chat) {
        return switch (chat) {
            case RocketChatConfig rocketChat -> "/api/info";
            case TailchatConfig tailchat -> "/";
        };
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    private List<String> balancers(LiveCluster cluster) {
        return Stream.concat(gateways(cluster), inNamespaces(cluster))
                .distinct()
                .toList();
    }

    /** The addresses that the controller of a Gateway has written into it. */
    private Stream<String> gateways(LiveCluster cluster) {
        if (!(environment.config().chat().exposure() instanceof ExposureConfig.Gateway gateway)) {
            return Stream.empty();
        }
        String namespace = gateway.parentRef()
                .map(ExposureConfig.ParentRefConfig::namespace)
                .orElseGet(() -> environment.config().chat().namespace());
        String name =
                gateway.parentRef().map(ExposureConfig.ParentRefConfig::name).orElse("chat");
        return cluster.all("gateways.gateway.networking.k8s.io", namespace)
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .flatMap(object -> object.at("/status/addresses").valueStream())
                .map(address -> address.path("value").asText());
    }

    private Stream<String> inNamespaces(LiveCluster cluster) {
        return blueprint.namespacesWithPods().stream()
                .flatMap(namespace -> Stream.of("ingresses", "services").flatMap(kind -> cluster.all(kind, namespace)))
                .filter(object -> !object.at("/metadata/namespace").asText().equals(monitoring()))
                .flatMap(object -> StreamSupport.stream(
                        object.at("/status/loadBalancer/ingress").spliterator(), false))
                .map(Checks::address)
                .filter(address -> !address.isEmpty());
    }

    private static String address(JsonNode ingress) {
        return ingress.path("ip").asText(ingress.path("hostname").asText());
    }

    private String runbook(String alert) {
        return "./chatstack runbook -e " + environment.name() + " " + alert;
    }
}
