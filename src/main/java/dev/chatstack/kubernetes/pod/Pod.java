package dev.chatstack.kubernetes.pod;

import dev.chatstack.kubernetes.ConfigFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a workload says of its pods, step by step. */
public final class Pod {
    /** Label under which pods carry the name of their workload: network rules, Services and monitors know them by it. */
    public static final String NAME_LABEL = "app.kubernetes.io/name";

    /** Where a pod of a Job finds the Job's name. */
    public static final String JOB_NAME = "metadata.labels['batch.kubernetes.io/job-name']";

    /** User {@code nobody}, for images that bring no user. */
    public static final int NOBODY = 65534;

    final String name;
    final int user;
    final List<Container> initContainers = new ArrayList<>();
    final List<Container> containers = new ArrayList<>();
    final List<Volume> volumes = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final Map<String, String> labels = new TreeMap<>();
    final Map<String, String> annotations = new TreeMap<>();
    String serviceAccount = "";
    boolean callsKubernetes;
    boolean speaksOutside;
    int terminationSeconds = 30;
    Spread spread = Spread.PREFERRED;
    Optional<Integer> group = Optional.empty();
    Optional<String> near = Optional.empty();

    private Pod(String name, int user) {
        this.name = name;
        this.user = user;
    }

    /**
     * A pod of the workload {@code name}: its label and, when it has one, its Service.
     *
     * @param user the image's user id, used where the cluster does not assign one
     */
    public static Pod of(String name, int user) {
        return new Pod(name, user);
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

    /** Gives the pods the rights of {@code id} as a group too, and leaves the owners of all their volumes as they are. */
    public Pod inGroup(int id) {
        group = Optional.of(id);
        return this;
    }

    /** Runs the pods on a node of {@code workload}'s where there is room, for a volume that only one node mounts. */
    public Pod near(String workload) {
        near = Optional.of(workload);
        return this;
    }

    /** Adds a container that runs, and ends, before the others start. */
    public Pod initContainer(Container container) {
        initContainers.add(container);
        return this;
    }

    /** Adds a container. */
    public Pod container(Container container) {
        containers.add(container);
        return this;
    }

    /** Adds a volume. */
    public Pod volume(Volume volume) {
        volumes.add(volume);
        return this;
    }

    /**
     * Its own volume for each pod of a StatefulSet, kept when the pod or the StatefulSet goes.
     *
     * @param name by which containers mount it
     * @param storageClass empty for the cluster's default
     */
    public record Claim(String name, String size, Optional<String> storageClass) {}

    /** Gives each pod of a StatefulSet its own volume, called {@code volume}. */
    public Pod claim(String volume, String size, Optional<String> storageClass) {
        claims.add(new Claim(volume, size, storageClass));
        return this;
    }

    /** Adds {@code files} as a volume, to be read; other files replace the pods. */
    public Pod files(String volume, ConfigFiles files) {
        return volume(Volume.files(volume, files)).annotation("chatstack.dev/" + volume, files.checksum());
    }

    /** Labels the pods, next to the workload's own label, for what in the cluster looks for them. */
    public Pod labels(Map<String, String> more) {
        labels.putAll(more);
        return this;
    }

    /** Annotates the pods; a changed annotation replaces them. */
    public Pod annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    /** Runs the pods as {@code account}, by which the mesh and the cloud know them, and not as the namespace's default. */
    public Pod serviceAccount(String account) {
        serviceAccount = account;
        return this;
    }

    /** Gives the pods a token for the Kubernetes API, where their account may do what a WorkloadRole says. */
    public Pod callsKubernetes() {
        callsKubernetes = true;
        return this;
    }

    /** Tells the pods of the way to the internet, where there is a proxy; their network rules must lead there. */
    public Pod speaksOutside() {
        speaksOutside = true;
        return this;
    }

    /** Time between being told to stop and being stopped. */
    public Pod terminationSeconds(int seconds) {
        terminationSeconds = seconds;
        return this;
    }

    /** How the pods keep away from each other. */
    public Pod spread(Spread over) {
        spread = over;
        return this;
    }

    /** The service account the pods run as; empty for the namespace's default. */
    public String serviceAccount() {
        return serviceAccount;
    }
}
