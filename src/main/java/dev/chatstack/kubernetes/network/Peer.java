package dev.chatstack.kubernetes.network;

import dev.chatstack.kubernetes.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The other end of a network path. */
public sealed interface Peer {
    /** What one rule selects: pods, or a block of addresses. */
    sealed interface Single extends Peer {}

    /** Pods of the cluster. */
    sealed interface InCluster extends Single {
        /** Every namespace carries its own name under it: Kubernetes itself puts it there. */
        String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

        /** Labels of their namespaces; none for all namespaces. */
        Map<String, String> namespaceLabels();

        /** Labels of the pods; empty for all pods of those namespaces. */
        default Optional<Map<String, String>> podLabels() {
            return Optional.empty();
        }
    }

    /** Every pod of one namespace. */
    record InNamespace(String namespace) implements InCluster {
        @Override
        public Map<String, String> namespaceLabels() {
            return Map.of(NAMESPACE_LABEL, namespace);
        }
    }

    /**
     * The pods of one workload.
     *
     * @param account the service account they run as
     */
    record Pods(String namespace, String name, String account) implements InCluster {
        /** Pods whose service account has their workload's name. */
        public Pods(String namespace, String name) {
            this(namespace, name, name);
        }

        @Override
        public Map<String, String> namespaceLabels() {
            return Map.of(NAMESPACE_LABEL, namespace);
        }

        @Override
        public Optional<Map<String, String>> podLabels() {
            return Optional.of(Map.of(Pod.NAME_LABEL, name));
        }
    }

    /** The pods of one workload that have no sidecar, and so no certificate of the mesh. */
    record WithoutSidecar(String namespace, String name) implements InCluster {
        @Override
        public Map<String, String> namespaceLabels() {
            return Map.of(NAMESPACE_LABEL, namespace);
        }

        @Override
        public Optional<Map<String, String>> podLabels() {
            return Optional.of(Map.of(Pod.NAME_LABEL, name));
        }
    }

    /**
     * Pods that another team runs, by labels of theirs.
     *
     * @param namespaceLabels labels of their namespaces
     * @param labels labels of the pods; none for all pods of those namespaces
     */
    record Labelled(Map<String, String> namespaceLabels, Map<String, String> labels) implements InCluster {
        public Labelled {
            namespaceLabels = new TreeMap<>(namespaceLabels);
            labels = new TreeMap<>(labels);
        }

        @Override
        public Optional<Map<String, String>> podLabels() {
            return labels.isEmpty() ? Optional.empty() : Optional.of(labels);
        }
    }

    /** See {@link #ANY_POD}. */
    record AnyPod() implements InCluster {
        @Override
        public Map<String, String> namespaceLabels() {
            return Map.of();
        }
    }

    /** Every pod of the cluster. */
    Peer ANY_POD = new AnyPod();

    /**
     * Addresses outside the cluster.
     *
     * @param except parts of {@code cidr} that stay closed
     */
    record Addresses(String cidr, List<String> except) implements Single {
        public Addresses {
            except = List.copyOf(except);
        }

        /** All of {@code cidr}. */
        public Addresses(String cidr) {
            this(cidr, List.of());
        }
    }

    /** Any of several. */
    record AnyOf(List<Single> peers) implements Peer {
        public AnyOf {
            peers = List.copyOf(peers);
            if (peers.isEmpty()) {
                // Kubernetes reads a rule without peers as one for everybody
                throw new IllegalArgumentException("any of no peers would be everybody");
            }
        }
    }

    /** See {@link #ANYONE}. */
    record Anyone() implements Peer {}

    /** Any address, inside or outside: for a port that a load balancer or the API server has to reach. */
    Peer ANYONE = new Anyone();

    /** The internet: every address that is not private, so that no pod or node is reached by the way. */
    Peer INTERNET = new Addresses(
            "0.0.0.0/0", List.of("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"));
}
