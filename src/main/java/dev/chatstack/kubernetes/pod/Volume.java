package dev.chatstack.kubernetes.pod;

import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import java.util.Optional;

/** A volume of a pod. Volumes that outlive the pod are claims. */
public sealed interface Volume {
    /** The name that containers mount it by. */
    String name();

    /** Space that is empty when the pod starts and gone when it ends. */
    record Scratch(String name, String limit, boolean inMemory) implements Volume {}

    /** The keys of a ConfigMap as files. */
    record FromConfigMap(String name, String configMap, boolean executable) implements Volume {}

    /** The keys of a Secret as files, readable by the pod's group. */
    record FromSecret(String name, String secret) implements Volume {}

    /** Certificates of authorities, which are no secret: one key as the file {@code ca.crt}. */
    record Authorities(String name, CaBundleConfig bundle) implements Volume {}

    /** A claim that exists next to the workload. */
    record FromClaim(String name, String claim) implements Volume {}

    /**
     * Its own disk that comes and goes with the pod, for more than fits on a node's.
     *
     * @param storageClass empty for the cluster's default
     */
    record Ephemeral(String name, String size, Optional<String> storageClass) implements Volume {}

    /** The files of {@code files}, to be read. */
    static Volume files(String name, ConfigFiles files) {
        return new FromConfigMap(name, files.name(), false);
    }

    /** The files of {@code scripts}, which may be run. */
    static Volume scripts(String name, ConfigFiles scripts) {
        return new FromConfigMap(name, scripts.name(), true);
    }

    /** The keys of {@code secret}, to be read. */
    static Volume secret(String name, GeneratedSecret secret) {
        return new FromSecret(name, secret.name());
    }

    /** Space on the node's disk, at most {@code limit}. */
    static Volume scratch(String name, String limit) {
        return new Scratch(name, limit, false);
    }

    /** Space in memory, at most {@code limit}, which counts against the containers' memory. */
    static Volume memory(String name, String limit) {
        return new Scratch(name, limit, true);
    }
}
