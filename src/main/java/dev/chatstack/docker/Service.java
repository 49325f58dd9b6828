package dev.chatstack.docker;

import com.hashicorp.cdktf.providers.docker.container.ContainerVolumes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a workload says of a container on a Docker host. Everything else is a secure default of {@link HardenedService}.
 *
 * @param name name of the container behind the environment's
 * @param user user id it runs as
 * @param limits what it may take
 * @param entrypoint replaces the image's own; empty keeps it
 * @param command replaces the image's own; empty keeps it
 * @param networks the networks it is on, and what others call it there
 * @param mounts volumes, folders of the machine and {@link Folder}s by the path they are mounted at
 * @param scratch sizes of folders in memory by their path, such as {@code 64m}
 * @param ports ports of the container that the machine publishes
 * @param health command that ends with 0 while it can serve
 * @param stopSeconds time between being told to stop and being stopped
 * @param checksum changes with what it reads; another one replaces the container
 */
public record Service(
        String name,
        String image,
        int user,
        Limits limits,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        Map<DockerHost.Zone, List<String>> networks,
        Map<String, Mount> mounts,
        Map<String, String> scratch,
        List<Port> ports,
        Optional<Health> health,
        int stopSeconds,
        String checksum,
        boolean seesEveryProcess) {
    public Service {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        ports = List.copyOf(ports);
    }

    /**
     * What a container may take.
     *
     * @param memoryMegabytes it is killed when it wants more
     * @param cpus cores
     */
    public record Limits(int memoryMegabytes, double cpus) {}

    /** A volume by its name, a folder of the machine by its absolute path, or, by nothing, a volume that ends with the container. */
    public record Mount(String source, boolean readOnly) {
        ContainerVolumes at(String path) {
            ContainerVolumes.Builder rendered =
                    ContainerVolumes.builder().containerPath(path).readOnly(readOnly);
            if (source.startsWith("/")) {
                rendered.hostPath(source);
            } else if (!source.isEmpty()) {
                rendered.volumeName(source);
            }
            return rendered.build();
        }
    }

    /** A port of the container, published under the same number at an address of the machine. */
    public record Port(String address, int number) {}

    /**
     * When it can serve.
     *
     * @param command ends with 0 while it can
     * @param graceSeconds how long it may take to begin
     */
    public record Health(List<String> command, int graceSeconds) {}

    /** Begins a container called {@code name} that runs as {@code user}. */
    public static Builder of(String name, String image, int user, Limits limits) {
        return new Builder(name, image, user, limits);
    }

    /** Collects the parts of a container. */
    public static final class Builder {
        private final String name;
        private final String image;
        private final int user;
        private final Limits limits;
        private final List<String> entrypoint = new ArrayList<>();
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new TreeMap<>();
        private final Map<DockerHost.Zone, List<String>> networks = new EnumMap<>(DockerHost.Zone.class);
        private final Map<String, Mount> mounts = new LinkedHashMap<>();
        private final Map<String, String> scratch = new TreeMap<>();
        private final List<Port> ports = new ArrayList<>();
        private Optional<Health> health = Optional.empty();
        private int stopSeconds = 30;
        private String checksum = "";
        private boolean seesEveryProcess;

        private Builder(String name, String image, int user, Limits limits) {
            this.name = name;
            this.image = image;
            this.user = user;
            this.limits = limits;
        }

        /** Replaces the image's entry point. */
        public Builder entrypoint(String... words) {
            entrypoint.addAll(List.of(words));
            return this;
        }

        /** Replaces the image's command. */
        public Builder command(String... words) {
            command.addAll(List.of(words));
            return this;
        }

        /** Sets an environment variable, which everybody who may ask the engine can read. */
        public Builder env(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Sets several environment variables. */
        public Builder env(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Puts it on a network, where others know it by its name and by {@code aliases}. */
        public Builder on(DockerHost.Zone zone, String... aliases) {
            List<String> names = new ArrayList<>(List.of(name));
            names.addAll(List.of(aliases));
            networks.put(zone, List.copyOf(names));
            return this;
        }

        /** Mounts what others deliver, for reading. */
        public Builder reads(Folder folder, String path) {
            mounts.put(path, new Mount(folder.volume(), true));
            checksum += folder.checksum();
            return this;
        }

        /** Mounts a volume for reading and writing. */
        public Builder keeps(String volume, String path) {
            mounts.put(path, new Mount(volume, false));
            return this;
        }

        /** Lets it write into a folder of its image, as long as the container lives. */
        public Builder changes(String path) {
            mounts.put(path, new Mount("", false));
            return this;
        }

        /** Mounts a volume, or a folder of the machine, for reading. */
        public Builder looksAt(String source, String path) {
            mounts.put(path, new Mount(source, true));
            return this;
        }

        /** Gives it a folder in memory. */
        public Builder scratch(String path, String size) {
            scratch.put(path, size);
            return this;
        }

        /** Publishes a port. */
        public Builder publish(String address, int number) {
            ports.add(new Port(address, number));
            return this;
        }

        /** Says when it can serve; what comes after it waits for that. */
        public Builder healthy(int graceSeconds, String... words) {
            health = Optional.of(new Health(List.of(words), graceSeconds));
            return this;
        }

        /** Time to finish after being told to stop. */
        public Builder stopSeconds(int seconds) {
            stopSeconds = seconds;
            return this;
        }

        /** Lets it see the processes of the machine, for one that counts them. */
        public Builder seesEveryProcess() {
            seesEveryProcess = true;
            return this;
        }

        /** The finished container. */
        public Service build() {
            return new Service(
                    name,
                    image,
                    user,
                    limits,
                    entrypoint,
                    command,
                    environment,
                    networks,
                    mounts,
                    scratch,
                    ports,
                    health,
                    stopSeconds,
                    checksum,
                    seesEveryProcess);
        }
    }
}
