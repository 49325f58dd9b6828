package dev.chatstack.workload.rocketchat;

import dev.chatstack.config.Sizing;
import dev.chatstack.config.chat.AutoscalingConfig;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.pod.Autoscaler;
import dev.chatstack.kubernetes.pod.DisruptionBudget;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Rocket.Chat as microservices, by its makers' own chart, and what that chart lacks: budgets, autoscalers, network rules.
 *
 * <p>People's connections go to ddp-streamer, everything else to the server; the programs talk through NATS.
 */
final class RocketChatMicroservices extends Construct {
    /** Service of the server. */
    static final String SERVICE = RocketChatChart.RELEASE + "-" + RocketChat.NAME;

    /** Port of the server's Service. */
    static final int SERVICE_PORT = 80;

    /** The program that holds people's connections, and its Service. */
    static final String DDP_STREAMER = RocketChatChart.RELEASE + "-ddp-streamer";

    static final String ACCOUNT = RocketChatChart.RELEASE + "-account";
    static final String AUTHORIZATION = RocketChatChart.RELEASE + "-authorization";
    static final String PRESENCE = RocketChatChart.RELEASE + "-presence";
    static final String STREAM_HUB = RocketChatChart.RELEASE + "-stream-hub";

    /** Label of NATS' pods. */
    static final String NATS = "nats";

    private final Construct scope;
    private final HelmRelease release;
    private final Namespace namespace;

    RocketChatMicroservices(
            Construct scope,
            Namespace namespace,
            RocketChatPod pod,
            Database mongo,
            RocketChat.Surroundings surroundings) {
        super(scope, "microservices");
        this.scope = scope;
        this.namespace = namespace;
        RocketChatConfig config = pod.config();
        Values values = new RocketChatChart(
                        pod,
                        new ProgramValues(
                                namespace.userIds(), namespace.outside().images()))
                .values();
        release = new HelmRelease(this, namespace, RocketChatChart.RELEASE, Versions.chart("rocketchat"), values);
        if (config.microservices().withoutLicence()) {
            String change = HelmRelease.fingerprint(values);
            Order.after(release, new RocketChatStop(this, namespace, RocketChatChart.RELEASE, change).job());
        }
        if (config.microservices().externalNats().isEmpty()) {
            namespace.callsEachPodOf(RocketChatChart.RELEASE + "-" + NATS);
        }
        Map<String, Integer> programs = programs(config);
        programs.forEach((program, replicas) -> {
            if (replicas > 1) {
                new DisruptionBudget(place(program, "deployment", "budget-"), namespace, program);
            }
        });
        config.autoscaling().ifPresent(autoscaling -> autoscale(config, autoscaling));
        new MicroservicesPaths(scope, this, namespace, config, surroundings).define(programs.keySet(), mongo);
    }

    /** What must wait for everything that the servers need. */
    HelmRelease release() {
        return release;
    }

    /** The Deployments that use the database, by their pods' names, and how many pods each has. */
    static List<MongoBackup.Client> clients(RocketChatConfig config) {
        List<MongoBackup.Client> clients = new ArrayList<>();
        programs(config)
                .forEach((program, replicas) ->
                        clients.add(new MongoBackup.Client(deployment(program), program, replicas)));
        return clients;
    }

    /** Where requests for the chat's host go. */
    static HostIngress.Target target() {
        return new HostIngress.Target(
                RocketChat.NAME,
                SERVICE,
                SERVICE_PORT,
                List.of(
                        new HostIngress.Branch("/websocket", DDP_STREAMER, RocketChat.HTTP_PORT),
                        new HostIngress.Branch("/sockjs", DDP_STREAMER, RocketChat.HTTP_PORT)));
    }

    /** Every program by the name of its pods, and how many of them there are. */
    private static Map<String, Integer> programs(RocketChatConfig config) {
        MicroservicesConfig services = config.microservices();
        Map<String, Integer> programs = new LinkedHashMap<>();
        programs.put(RocketChat.NAME, config.replicas());
        programs.put(DDP_STREAMER, services.ddpStreamers(config.concurrentUsers()));
        programs.put(ACCOUNT, services.accounts());
        programs.put(AUTHORIZATION, services.authorizations());
        programs.put(PRESENCE, services.presences());
        services.streamHub().ifPresent(pods -> programs.put(STREAM_HUB, pods));
        return programs;
    }

    private static String deployment(String program) {
        return program.equals(RocketChat.NAME) ? SERVICE : program;
    }

    /** Both halves that people's number reaches: the calls and the connections. */
    private void autoscale(RocketChatConfig config, AutoscalingConfig autoscaling) {
        Order.after(
                new Autoscaler(
                        new Construct(this, "scale-" + RocketChat.NAME),
                        namespace,
                        SERVICE,
                        config.replicas(),
                        autoscaling),
                release);
        MicroservicesConfig services = config.microservices();
        Order.after(
                new Autoscaler(
                        new Construct(this, "scale-" + DDP_STREAMER),
                        namespace,
                        DDP_STREAMER,
                        services.ddpStreamers(config.concurrentUsers()),
                        new AutoscalingConfig(
                                services.maxDdpStreamers(config.concurrentUsers()), autoscaling.cpuPercent()),
                        services.connectionsMetric()
                                .map(metric -> new Autoscaler.PerPod(metric, Sizing.USERS_PER_DDP_STREAMER))),
                release);
    }

    /**
     * What a monolith has under the same name stands in the same place: one that is changed, and never two of which the second cannot be
     * made while the first is still there.
     */
    private Construct place(String program, String inMonolith, String prefix) {
        return program.equals(RocketChat.NAME)
                ? new Construct(scope, inMonolith)
                : new Construct(this, prefix + program);
    }
}
