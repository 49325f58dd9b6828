package dev.chatstack.kubernetes.pod;

import dev.chatstack.config.chat.ResourcesConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a container that a workload may choose. Everything else is a secure default of {@link HardenedPod}.
 *
 * @param command replaces the image's entry point and arguments; empty keeps the image's own
 * @param arguments arguments of the image's entry point; empty keeps the image's own
 * @param ports port numbers by name
 * @param configMaps ConfigMaps whose keys become environment variables
 * @param mounts names of the pod's volumes by the path they are mounted at
 * @param preStop command that runs before the container is told to stop; empty for none
 */
public record Container(
        String name,
        String image,
        List<String> command,
        List<String> arguments,
        Map<String, Integer> ports,
        Map<String, EnvValue> environment,
        List<String> configMaps,
        Map<String, Mount> mounts,
        Resources resources,
        Probes probes,
        List<String> preStop) {

    public Container {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        configMaps = List.copyOf(configMaps);
        preStop = List.copyOf(preStop);
    }

    /** Begins a container named {@code name}; resources must be chosen, the rest may stay empty. */
    public static Builder of(String name, String image, Resources resources) {
        return new Builder(name, image, resources);
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
    public record Mount(String volume, boolean readOnly) {}

    /** When a container counts as started, alive and ready. */
    public record Probes(Optional<Probe> startup, Optional<Probe> liveness, Optional<Probe> readiness) {
        /** For containers that do their work and end. */
        public static final Probes NONE = new Probes(Optional.empty(), Optional.empty(), Optional.empty());

        /** All three. */
        public static Probes of(Probe startup, Probe liveness, Probe readiness) {
            return new Probes(Optional.of(startup), Optional.of(liveness), Optional.of(readiness));
        }
    }

    /** Collects the parts of a container. */
    public static final class Builder {
        private final String name;
        private final String image;
        private final Resources resources;
        private final List<String> command = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, Integer> ports = new LinkedHashMap<>();
        private final Map<String, EnvValue> environment = new TreeMap<>();
        private final List<String> configMaps = new ArrayList<>();
        private final Map<String, Mount> mounts = new LinkedHashMap<>();
        private final List<String> preStop = new ArrayList<>();
        private Probes probes = Probes.NONE;

        private Builder(String name, String image, Resources resources) {
            this.name = name;
            this.image = image;
            this.resources = resources;
        }

        /** Replaces the image's entry point. */
        public Builder command(String... words) {
            command.addAll(List.of(words));
            return this;
        }

        /** Gives the image's entry point arguments. */
        public Builder arguments(String... words) {
            arguments.addAll(List.of(words));
            return this;
        }

        /** Names a port that the container listens on. */
        public Builder port(String portName, int number) {
            ports.put(portName, number);
            return this;
        }

        /** Sets an environment variable. */
        public Builder env(String variable, String value) {
            environment.put(variable, new EnvValue.Plain(value));
            return this;
        }

        /** Sets an environment variable from something known only in the cluster. */
        public Builder env(String variable, EnvValue value) {
            environment.put(variable, value);
            return this;
        }

        /** Sets several plain environment variables. */
        public Builder env(Map<String, String> variables) {
            variables.forEach(this::env);
            return this;
        }

        /** Sets environment variables from something known only in the cluster. */
        public Builder envValues(Map<String, EnvValue> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Makes every key of a ConfigMap an environment variable. */
        public Builder envFrom(ConfigFiles configMap) {
            configMaps.add(configMap.name());
            return this;
        }

        /** Mounts a volume of the pod for reading and writing. */
        public Builder mount(String volume, String path) {
            mounts.put(path, new Mount(volume, false));
            return this;
        }

        /** Mounts a volume of the pod for reading. */
        public Builder mountReadOnly(String volume, String path) {
            mounts.put(path, new Mount(volume, true));
            return this;
        }

        /** Says when the container is started, alive and ready. */
        public Builder probes(Probes when) {
            probes = when;
            return this;
        }

        /** Runs a command before the container is told to stop. */
        public Builder preStop(String... words) {
            preStop.addAll(List.of(words));
            return this;
        }

        /** The finished container. */
        public Container build() {
            return new Container(
                    name,
                    image,
                    command,
                    arguments,
                    ports,
                    environment,
                    configMaps,
                    mounts,
                    resources,
                    probes,
                    preStop);
        }
    }
}
