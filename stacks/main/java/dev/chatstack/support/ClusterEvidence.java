package dev.chatstack.support;

import dev.chatstack.live.LiveCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a cluster says of itself and of the pods of an environment, for somebody who cannot ask it. */
public record ClusterEvidence(LiveCluster cluster, Collection<String> namespaces) {
    private static final String KINDS =
            "pods,deployments,statefulsets,daemonsets,jobs,cronjobs,services,endpointslices,ingresses,"
                    + "networkpolicies,persistentvolumeclaims,poddisruptionbudgets,resourcequotas,serviceaccounts";

    /** What fires, typed in the container of Prometheus. */
    static final List<String> ALERTS = List.of("wget", "-qO-", "http://127.0.0.1:9090/api/v1/alerts");

    /** Puts it into {@code archive}; what the cluster does not answer stands there with its reason. */
    public void collect(Archive archive) {
        add(archive, "cluster/version.txt", "version");
        add(archive, "cluster/nodes.txt", "get", "nodes", "-o", "wide");
        add(archive, "cluster/nodes.json", "get", "nodes,persistentvolumes,storageclasses", "-o", "json");
        for (String namespace : namespaces) {
            add(archive, namespace + "/pods.txt", "-n", namespace, "get", "pods", "-o", "wide");
            add(archive, namespace + "/events.txt", "-n", namespace, "get", "events", "--sort-by=.lastTimestamp");
            add(archive, namespace + "/objects.json", "-n", namespace, "get", KINDS, "-o", "json");
            archive.add(namespace + "/secrets.txt", secrets(namespace));
        }
        namespaces.stream()
                .flatMap(namespace -> cluster.all("pods", namespace))
                .filter(pod -> pod.at("/metadata/labels/app.kubernetes.io~1name")
                        .asText()
                        .equals("prometheus"))
                .findFirst()
                .ifPresent(pod -> {
                    List<String> words = new ArrayList<>(List.of(
                            "-n",
                            pod.at("/metadata/namespace").asText(),
                            "exec",
                            pod.at("/metadata/name").asText(),
                            "-c",
                            "prometheus",
                            "--"));
                    words.addAll(ALERTS);
                    add(archive, "alerts.json", words.toArray(String[]::new));
                });
    }

    private void add(Archive archive, String path, String... question) {
        archive.add(path, cluster.kubectl().ask(question));
    }

    /** Which there are, and with which keys: a missing one is a usual cause. */
    private String secrets(String namespace) {
        return cluster.all("secrets", namespace)
                .map(secret -> secret.at("/metadata/name").asText() + " "
                        + secret.path("type").asText() + " "
                        + secret.path("data").properties().stream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toCollection(TreeSet::new))
                        + "\n")
                .collect(Collectors.joining());
    }

    /** What the containers printed; of one that was started anew, also what it printed before. */
    public static void logs(Archive archive, List<Speaker> speakers, Window window) {
        for (Speaker speaker : speakers) {
            List<String> lines = new ArrayList<>();
            speaker.log().print(window.options(), lines::add);
            archive.add("logs/" + speaker.place() + ".log", String.join("\n", lines) + "\n");
            if (speaker.restarts() > 0) {
                List<String> before = new ArrayList<>();
                speaker.log()
                        .print(List.of("--previous", "--tail=" + window.lines().orElse(1000)), before::add);
                archive.add("logs/" + speaker.place() + ".previous.log", String.join("\n", before) + "\n");
            }
        }
    }
}
