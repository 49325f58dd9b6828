package dev.chatstack.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Environment;
import dev.chatstack.docker.programs.DockerRocketChat;
import dev.chatstack.live.Answer;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Inside;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.load.Conversation;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.verify.cluster.ContainersRun;
import dev.chatstack.verify.cluster.Drill;
import dev.chatstack.verify.cluster.PodsReady;
import dev.chatstack.verify.cluster.ReplicaSetMembers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a drill breaks in an environment: a server, the database's primary, a node.
 *
 * @param talk begins a conversation of test users
 * @param look the time between two looks
 */
record Drills(Environment environment, Supplier<Conversation> talk, Duration look) {
    private static final Duration DRAIN = Duration.ofMinutes(12);
    private static final String PRIMARY = "print(db.hello().isWritablePrimary)";

    /** In {@code cluster}, whose database has {@code members}. */
    List<Check> in(LiveCluster cluster, Map<String, Inside> members) {
        String namespace = environment.config().chat().namespace();
        String server = ChatProduct.of(environment).deployments().get(0).name();
        Supplier<Finding> recovered = () -> firstFailure(
                withMembers(new PodsReady(new LiveCluster(cluster.kubectl()), environment.name(), namespace), members));
        List<Check> drills = new ArrayList<>();
        drills.add(new Drill(
                "people chat while a server is killed",
                () -> pod(cluster, namespace, server)
                        .map(pod -> kill(
                                cluster, namespace, pod.at("/metadata/name").asText()))
                        .orElse(missing(server)),
                recovered,
                talk,
                look));
        if (environment.config().mongodb().isOurs()) {
            drills.add(new Drill(
                    "people chat while the database's primary is killed",
                    () -> primary(members)
                            .map(pod -> kill(cluster, namespace, pod))
                            .orElse(missing("a primary")),
                    recovered,
                    talk,
                    look));
        }
        drills.add(new Drill(
                "people chat while a node is drained",
                () -> pod(cluster, namespace, server)
                        .map(pod -> drain(cluster, pod.at("/spec/nodeName").asText()))
                        .orElse(missing(server)),
                recovered,
                talk,
                look));
        return drills;
    }

    /** On {@code host}, whose database has {@code members}. */
    List<Check> on(DockerHost host, Map<String, Inside> members, ContainersRun containers) {
        Supplier<Finding> recovered = () -> firstFailure(withMembers(containers, members));
        List<Check> drills = new ArrayList<>();
        drills.add(new Drill(
                "people chat while a server is killed",
                () -> host.ask("restart", "-t", "0", environment.name() + "-" + DockerRocketChat.NAME + "-0"),
                recovered,
                talk,
                look));
        if (!members.isEmpty()) {
            drills.add(new Drill(
                    "people chat while the database's primary is killed",
                    () -> primary(members)
                            .map(member -> host.ask("restart", "-t", "0", member))
                            .orElse(missing("a primary")),
                    recovered,
                    talk,
                    look));
        }
        return drills;
    }

    /** A database that others run has no member here. */
    private List<Check> withMembers(Check first, Map<String, Inside> members) {
        return members.isEmpty() ? List.of(first) : List.of(first, new ReplicaSetMembers(environment.name(), members));
    }

    private static Finding firstFailure(List<Check> checks) {
        return checks.stream()
                .map(Check::examine)
                .filter(Finding::isFailure)
                .findFirst()
                .orElse(Finding.passed(""));
    }

    private static Answer missing(String what) {
        return new Answer(-1, "", "there is no pod of " + what);
    }

    private static Optional<JsonNode> pod(LiveCluster cluster, String namespace, String deployment) {
        return new LiveCluster(cluster.kubectl())
                .all("pods", namespace)
                .filter(pod -> pod.at("/metadata/ownerReferences/0/name")
                        .asText()
                        .equals(deployment + "-"
                                + pod.at("/metadata/labels/pod-template-hash").asText()))
                .findFirst();
    }

    private static Optional<String> primary(Map<String, Inside> members) {
        return members.entrySet().stream()
                .filter(member -> member.getValue()
                        .run("mongosh", "--quiet", "--eval", PRIMARY)
                        .text()
                        .trim()
                        .equals("true"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** As a machine that loses its power: nobody gets time to say goodbye. */
    private static Answer kill(LiveCluster cluster, String namespace, String pod) {
        return cluster.kubectl().ask("-n", namespace, "delete", "pod", pod, "--grace-period=0", "--force");
    }

    /** The node takes pods again, whatever happens. */
    private static Answer drain(LiveCluster cluster, String node) {
        try {
            return cluster.kubectl()
                    .ask(
                            List.of("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=10m"),
                            DRAIN);
        } finally {
            Answer unused = cluster.kubectl().ask("uncordon", node);
        }
    }
}
