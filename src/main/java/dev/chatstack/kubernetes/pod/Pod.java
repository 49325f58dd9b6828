package dev.chatstack.kubernetes.pod;

import dev.chatstack.kubernetes.ConfigFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a workload says of its pods.
 *
 * @param name name of the workload, its label and, when it has one, its Service
 * @param labels labels of the pods beside the workload's own, for what in the cluster looks for them
 * @param annotations annotations of the pods; a changed one replaces them
 * @param user the image's user id, used where the cluster does not assign one
 * @param serviceAccount who it is to the mesh and the cloud; empty for the namespace's default
 * @param callsKubernetes whether it gets a token for the Kubernetes API, where its account may do what a WorkloadRole says
 * @param terminationSeconds time between being told to stop and being stopped
 * @param spread how its pods keep away from each other
 */
public record Pod(
        String name,
        List<Container> initContainers,
        List<Container> containers,
        List<Volume> volumes,
        Map<String, String> labels,
        Map<String, String> annotations,
        int user,
        String serviceAccount,
        boolean callsKubernetes,
        int terminationSeconds,
        Spread spread) {

    /** Label under which pods carry the name of their workload: network rules, Services and monitors know them by it. */
    public static final String NAME_LABEL = "app.kubernetes.io/name";

    /** User {@code nobody}, for images that bring no user of their own. */
    public static final int NOBODY = 65534;

    public Pod {
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
    }

    /** How pods of one workload keep away from each other. */
    public enum Spread {
        /** Over nodes and zones where there is room. */
        PREFERRED,
        /** Never two on a node; over zones where there is room. */
        ONE_PER_NODE,
        /** A single pod, or pods that come and go: anywhere. */
        NONE
    }

    /** Begins a pod of the workload {@code name} that runs as {@code user}. */
    public static Builder of(String name, int user) {
        return new Builder(name, user);
    }

    /** Collects the parts of a pod. */
    public static final class Builder {
        private final String name;
        private final int user;
        private final List<Container> initContainers = new ArrayList<>();
        private final List<Container> containers = new ArrayList<>();
        private final List<Volume> volumes = new ArrayList<>();
        private final Map<String, String> labels = new TreeMap<>();
        private final Map<String, String> annotations = new TreeMap<>();
        private String serviceAccount = "";
        private boolean callsKubernetes;
        private int terminationSeconds = 30;
        private Spread spread = Spread.PREFERRED;

        private Builder(String name, int user) {
            this.name = name;
            this.user = user;
        }

        /** Adds a container that runs, and ends, before the others start. */
        public Builder initContainer(Container container) {
            initContainers.add(container);
            return this;
        }

        /** Adds a container. */
        public Builder container(Container container) {
            containers.add(container);
            return this;
        }

        /** Adds a volume. */
        public Builder volume(Volume volume) {
            volumes.add(volume);
            return this;
        }

        /** Adds {@code files} as a volume, to be read; other files replace the pods. */
        public Builder files(String volume, ConfigFiles files) {
            volumes.add(Volume.files(volume, files));
            annotations.put("chatstack.dev/" + volume, files.checksum());
            return this;
        }

        /** Labels the pods. */
        public Builder labels(Map<String, String> more) {
            labels.putAll(more);
            return this;
        }

        /** Annotates the pods. */
        public Builder annotation(String key, String value) {
            annotations.put(key, value);
            return this;
        }

        /** Gives the pods an identity of their own. */
        public Builder serviceAccount(String account) {
            serviceAccount = account;
            return this;
        }

        /** Gives the pods a token for the Kubernetes API. */
        public Builder callsKubernetes() {
            callsKubernetes = true;
            return this;
        }

        /** Time to finish after being told to stop. */
        public Builder terminationSeconds(int seconds) {
            terminationSeconds = seconds;
            return this;
        }

        /** How the pods keep away from each other. */
        public Builder spread(Spread over) {
            spread = over;
            return this;
        }

        /** The finished pod. */
        public Pod build() {
            return new Pod(
                    name,
                    initContainers,
                    containers,
                    volumes,
                    labels,
                    annotations,
                    user,
                    serviceAccount,
                    callsKubernetes,
                    terminationSeconds,
                    spread);
        }
    }
}
