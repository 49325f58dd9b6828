package dev.chatstack.kubernetes.pod;

import dev.chatstack.config.chat.ResourcesConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The part of a container that a workload may choose, said step by step. Everything else is a secure default of {@link HardenedPod}. */
public final class Container {
    final String name;
    final String image;
    final Resources resources;
    final List<String> command = new ArrayList<>();
    final List<String> arguments = new ArrayList<>();
    final Map<String, Integer> ports = new LinkedHashMap<>();
    final Map<String, EnvValue> environment = new TreeMap<>();
    final List<String> configMaps = new ArrayList<>();
    final Map<String, Mount> mounts = new LinkedHashMap<>();
    final List<String> preStop = new ArrayList<>();
    Probes probes = Probes.NONE;

    private Container(String name, String image, Resources resources) {
        this.name = name;
        this.image = image;
        this.resources = resources;
    }

    /** A container named {@code name}; resources must be chosen, the rest may stay empty. */
    public static Container of(String name, String image, Resources resources) {
        return new Container(name, image, resources);
    }

    /** CPU that is reserved and never throttled, memory that is reserved and the limit; such as {@code 500m} and {@code 2Gi}. */
    public record Resources(String cpu, String memoryRequest, String memoryLimit, Optional<String> cpuLimit) {
        /** Reserves exactly what may be used of memory, so that a full node never evicts it. */
        public static Resources of(String cpu, String memory) {
            return new Resources(cpu, memory, memory, Optional.empty());
        }

        /** Reserves {@code memoryRequest} and allows up to {@code memoryLimit}. */
        public static Resources of(String cpu, String memoryRequest, String memoryLimit) {
            return new Resources(cpu, memoryRequest, memoryLimit, Optional.empty());
        }

        /** What a person chose. */
        public static Resources of(ResourcesConfig config) {
            return new Resources(config.cpu(), config.memory(), config.memoryLimit(), Optional.of(config.cpuLimit()));
        }
    }

    /** A volume of the pod, where it appears in the container. */
    record Mount(String volume, boolean readOnly) {}

    /** When a container counts as started, alive and ready. */
    public record Probes(Optional<Probe> startup, Optional<Probe> liveness, Optional<Probe> readiness) {
        /** For containers that do their work and end. */
        static final Probes NONE = new Probes(Optional.empty(), Optional.empty(), Optional.empty());

        /** All three. */
        public static Probes of(Probe startup, Probe liveness, Probe readiness) {
            return new Probes(Optional.of(startup), Optional.of(liveness), Optional.of(readiness));
        }

        /** Whether one of them runs a command in the container. */
        boolean runCommands() {
            return Stream.of(startup, liveness, readiness)
                    .flatMap(Optional::stream)
                    .anyMatch(probe -> probe.check() instanceof Probe.Exec);
        }
    }

    /** Replaces the image's entry point and arguments. */
    public Container command(String... words) {
        command.addAll(List.of(words));
        return this;
    }

    /** Gives the image's entry point arguments. */
    public Container arguments(String... words) {
        arguments.addAll(List.of(words));
        return this;
    }

    /** Names a port that the container listens on. */
    public Container port(String portName, int number) {
        ports.put(portName, number);
        return this;
    }

    /** Sets an environment variable. */
    public Container env(String variable, String value) {
        return env(variable, new EnvValue.Plain(value));
    }

    /** Sets an environment variable from something known only in the cluster. */
    public Container env(String variable, EnvValue value) {
        environment.put(variable, value);
        return this;
    }

    /** Sets several plain environment variables. */
    public Container env(Map<String, String> variables) {
        variables.forEach(this::env);
        return this;
    }

    /** Sets environment variables from something known only in the cluster. */
    public Container envValues(Map<String, ? extends EnvValue> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Makes every key of a ConfigMap an environment variable. */
    public Container envFrom(ConfigFiles configMap) {
        configMaps.add(configMap.name());
        return this;
    }

    /** Mounts a volume of the pod for reading and writing. */
    public Container mount(String volume, String path) {
        mounts.put(path, new Mount(volume, false));
        return this;
    }

    /** Mounts a volume of the pod for reading. */
    public Container mountReadOnly(String volume, String path) {
        mounts.put(path, new Mount(volume, true));
        return this;
    }

    /** Says when the container is started, alive and ready. */
    public Container probes(Probes when) {
        probes = when;
        return this;
    }

    /** Runs a command before the container is told to stop. */
    public Container preStop(String... words) {
        preStop.addAll(List.of(words));
        return this;
    }
}
