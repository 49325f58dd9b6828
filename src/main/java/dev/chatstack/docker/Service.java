package dev.chatstack.docker;

import dev.chatstack.config.values.FreeText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a workload says of a container on a Docker host, step by step. Everything else is a secure default of {@link HardenedService}. */
public final class Service {
    final String name;
    final String image;
    final int user;
    final Limits limits;
    final List<String> entrypoint = new ArrayList<>();
    final List<String> command = new ArrayList<>();
    final Map<String, String> environment = new TreeMap<>();
    final Map<DockerHost.Zone, List<String>> networks = new EnumMap<>(DockerHost.Zone.class);
    final Map<String, Mount> mounts = new LinkedHashMap<>();
    final Map<String, String> scratch = new TreeMap<>();
    final List<Port> ports = new ArrayList<>();
    Optional<Health> health = Optional.empty();
    int stopSeconds = 30;
    String checksum = "";
    boolean seesEveryProcess;

    private Service(String name, String image, int user, Limits limits) {
        this.name = name;
        this.image = image;
        this.user = user;
        this.limits = limits;
    }

    /** A container called {@code name}, behind the environment's name, that runs as the user id {@code user}. */
    public static Service of(String name, String image, int user, Limits limits) {
        return new Service(name, image, user, limits);
    }

    /**
     * What a container may take.
     *
     * @param memoryMegabytes it is killed when it wants more
     * @param cpus cores
     */
    public record Limits(int memoryMegabytes, double cpus) {}

    /** A port of the container, published under the same number at an address of the machine. */
    record Port(String address, int number) {}

    /**
     * When it can serve.
     *
     * @param command ends with 0 while it can
     * @param graceSeconds how long it may take to begin
     */
    record Health(List<String> command, int graceSeconds) {}

    /** Replaces the image's entry point. */
    public Service entrypoint(String... words) {
        entrypoint.addAll(List.of(words));
        return this;
    }

    /** Replaces the image's command. */
    public Service command(String... words) {
        command.addAll(List.of(words));
        return this;
    }

    /** Sets an environment variable, which everybody who may ask the engine can read. */
    public Service env(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Sets several environment variables. */
    public Service env(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Sets environment variables to what a person wrote. */
    public Service settings(Map<String, FreeText> variables) {
        variables.forEach((variable, text) -> environment.put(variable, text.literal()));
        return this;
    }

    /** Puts it on a network, where others know it by its name and by {@code aliases}. */
    public Service on(DockerHost.Zone zone, String... aliases) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(List.of(aliases));
        networks.put(zone, names);
        return this;
    }

    /** Mounts what others deliver, for reading; other content replaces the container. */
    public Service reads(Folder folder, String path) {
        checksum += folder.checksum();
        return looksAt(folder.volume(), path);
    }

    /** Mounts a volume for reading and writing. */
    public Service keeps(String volume, String path) {
        mounts.put(path, new Mount(volume, false));
        return this;
    }

    /** Lets it write into a folder of its image, as long as the container lives. */
    public Service changes(String path) {
        return keeps("", path);
    }

    /** Mounts a volume, or a folder of the machine, for reading. */
    public Service looksAt(String source, String path) {
        mounts.put(path, new Mount(source, true));
        return this;
    }

    /** Gives it a folder in memory, of a size such as {@code 64m}. */
    public Service scratch(String path, String size) {
        scratch.put(path, size);
        return this;
    }

    /** Publishes a port. */
    public Service publish(String address, int number) {
        ports.add(new Port(address, number));
        return this;
    }

    /** Says when it can serve; what comes after it waits for that. */
    public Service healthy(int graceSeconds, String... words) {
        health = Optional.of(new Health(List.of(words), graceSeconds));
        return this;
    }

    /** Time between being told to stop and being stopped. */
    public Service stopSeconds(int seconds) {
        stopSeconds = seconds;
        return this;
    }

    /** Lets it see the processes of the machine, for one that counts them. */
    public Service seesEveryProcess() {
        seesEveryProcess = true;
        return this;
    }
}
