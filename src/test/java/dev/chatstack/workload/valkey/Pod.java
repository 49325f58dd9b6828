package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One pod of the StatefulSet: a Valkey server and a Sentinel next to it, on one address, with one volume. */
final class Pod {
    private final String name;
    private final ValkeyStack stack;
    private final Path folder;
    private String address;
    private Started server;
    private Started sentinel;
    private Path sentinelLog;
    private int starts;

    Pod(String name, ValkeyStack stack, Path folder) throws IOException {
        this.name = name;
        this.stack = stack;
        this.folder = folder;
        Files.createDirectories(folder.resolve("data"));
    }

    String address() {
        return address;
    }

    /** From now on this is the address of the pod's Service. */
    void movesTo(String newAddress) {
        address = newAddress;
    }

    ValkeyServer valkey() {
        return new ValkeyServer(address, stack.password());
    }

    Sentinel sentinel() {
        return new Sentinel(address, stack.password());
    }

    void start() {
        startSentinel();
        startServer();
    }

    void startServer() {
        server = run(folder.resolve("valkey-" + ++starts + ".log"), "start-valkey.sh");
    }

    void startSentinel() {
        sentinelLog = folder.resolve("sentinel-" + ++starts + ".log");
        sentinel = run(sentinelLog, "start-sentinel.sh");
    }

    private Started run(Path log, String script, String... arguments) {
        try {
            Map<String, String> environment = new HashMap<>(stack.environment());
            environment.put("POD_NAME", name);
            environment.put("VALKEY_BIND", address);
            environment.put("VALKEY_DATA", folder.resolve("data").toString());
            // an emptyDir, as the kubelet gives it to a new pod
            environment.put(
                    "VALKEY_RUN", Files.createTempDirectory(folder, "run").toString());
            List<String> command = new ArrayList<>(List.of("sh", stack.resource(script)));
            command.addAll(List.of(arguments));
            return Started.start(log, environment, command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts what does not run and thaws what is frozen. */
    void repair() {
        if (!sentinel.process().isAlive()) {
            startSentinel();
        }
        if (!server.process().isAlive()) {
            startServer();
        }
        server.thaw();
    }

    /** Everything in the pod at once, as when its node loses power. */
    void kill() {
        killServer();
        killSentinel();
    }

    void killServer() {
        Started.kill(server);
    }

    void killSentinel() {
        Started.kill(sentinel);
    }

    void freezeServer() {
        server.freeze();
    }

    void thawServer() {
        server.thaw();
    }

    /** What a Sentinel knows is one file on the volume. */
    void loseSentinelState() throws IOException {
        Files.delete(folder.resolve("data/sentinel.conf"));
    }

    /** What a power cut may leave of the file. */
    void cutSentinelState(double part) throws IOException {
        Path file = folder.resolve("data/sentinel.conf");
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, (int) (all.length * part)));
    }

    void loseVolume() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.createDirectories(folder.resolve("data"));
    }

    /** What the kubelet would learn from a probe. */
    boolean passes(String probe) {
        return run(folder.resolve("probe.log"), "probe.sh", probe)
                        .process()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    /** Since the Sentinel was started last. */
    boolean sentinelLogged(String event) {
        try {
            return Files.readString(sentinelLog).contains(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
